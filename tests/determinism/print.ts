import { fingerprints } from './fingerprints';

process.stdout.write(JSON.stringify(fingerprints()));
