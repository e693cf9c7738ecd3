"""A peer in a process of its own: `python3 serve.py PEER PRECISION`. Speaks as serve.mjs does: the work, then so much of it, as lines of JSON."""

import importlib
import json
import sys
import time


def main() -> None:
    peer, precision = sys.argv[1], sys.argv[2]
    prepared = None
    for line in sys.stdin:
        message = json.loads(line)
        try:
            if "work" in message:
                module = importlib.import_module(peer)
                prepared = module.prepare(message["work"], precision)
                answer = {"version": module.VERSION} if prepared else {"absent": "it has no such work"}
            else:
                run, result = prepared
                start = time.perf_counter()
                run(message["units"])
                answer = {"seconds": time.perf_counter() - start}
                if message.get("result"):
                    answer["result"] = [None if x != x else x for x in map(float, result())]
        except Exception as error:  # whatever it is, the benchmark says why this peer is missing
            answer = {"absent": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


main()
