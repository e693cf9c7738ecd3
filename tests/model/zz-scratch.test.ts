import { test } from 'vitest';
import { parseExperiment, parseExperimentText, experimentJsonSchema } from '../../src/model/schema';
test('x', () => {
  console.log(JSON.stringify(parseExperiment({})));
  console.log(JSON.stringify(parseExperiment(parseExperiment({}))) === JSON.stringify(parseExperiment({})));
  console.log(JSON.stringify(experimentJsonSchema()).length, JSON.stringify(experimentJsonSchema()).slice(0,3000));
  const bad: unknown[] = [3, [], {saddlescope:7}, {saddlescope:'1'}, {saddlescope:0},{data:'xorr'},{data:{}},{data:{name:'xor',sed:3}},{data:{name:'moons',noise:-1}},{data:{name:'moons',noise:'x'}},{data:4},
   {trainig:{}},{training:{rul:'adam'}},{training:{rule:{name:'adam',rte:1}}},{training:{rule:{name:'adam',rate:0}}},{training:{rule:'adm'}},{training:{rule:{rate:1}}},
   {network:{sizes:[2,2]}},{network:{sizes:[2,0,1]}},{network:{sizes:[2]}},{network:{sizes:[2,5000,1]}},{network:{sizes:[3,2,1]}},{network:{sizes:[2,2.5,1]}},{network:{sizes:Array(70).fill(2)}},{network:{sizes:'2-2-1'}},
   {network:{activations:'tahn'}},{network:{activations:['tanh']}},{network:{activations:['tanh','tahn']}},{network:{activations:3}},{network:{biases:'yes'}},{network:{biases:[true]}},
   {initialisation:{weights:'zeroes'}},{initialisation:{weights:['zeros']}},{initialisation:{weights:{name:'values',values:[1]}}},{initialisation:{biases:'glorot'}},{initialisation:{biases:[{name:'orthogonal'},'zeros']}},{initialisation:{weights:{name:'normal',deviaton:1}}},{initialisation:{weights:['zeros',{name:'normal',deviaton:1}]}},
   {initialisation:{perturbation:{size:1,direction:{name:'values',values:[0]}}}},{initialisation:{perturbation:{size:1,direction:{name:'parameter',parameter:'W9[0][0]'}}}},{initialisation:{perturbation:-1}},{initialization:{}},{initialisation:{seed:1.5}},{initialisation:{seed:-1}},{initialisation:{seed:2**60}},
   {training:{steps:1e10}},{training:{batch:5}},{training:{batch:'all'}},{training:{stopBelow:'x'}},{training:{l1:Infinity}},{training:{rule:{name:'adam',rate:NaN}}},
   {loss:'binary-cross-entropy'},{loss:'softmax-cross-entropy'},{loss:'binary-cross-entropy',data:{name:'xor',coding:'zero-one'},network:{activations:['tanh','sigmoid']}},{loss:'mse'},
   {landscape:{plane:'pca'}},{landscape:{centre:'here'}},{landscape:{quantity:'accuracy'},data:'sine'},{landscape:{resolution:1}},{landscape:{span:0}},{landscape:{span:'automatic'}},{landscape:{plane:{name:'coordinates',first:'W1[0][0]',second:'W1[0][0]'}}},
   {a:1,b:2,c:3,d:4,e:5},{data:{name:'csv',text:''}},{data:{name:'xor',test:.1}},{data:{name:'blobs',classes:3}},{data:{name:'teacher',hidden:[0]}},{network:{sizes:[2,4096,4096,1]}},{data:{name:'moons',samples:200000},network:{sizes:[2,300,1]}},
   {network:null},{name:'x'.repeat(300)},{network:{sizes:{}}},JSON.parse('{"__proto__":{"a":1}}'),{training:{rule:'sgd'}}, {precision:'f16'},
  ];
  const out: string[] = [];
  for (const b of bad) { try { parseExperiment(b); out.push('OK??? ' + JSON.stringify(b)); } catch (e) { out.push((e as Error).name === 'UserError' ? (e as Error).message : String((e as Error).stack)); } }
  for (const t of ['', '{', '{"a":1,}', '{"a" 1}', '{\n  "a": tru\n}', '[1,2', '{"a":"x\ny"}', '{} x', '{\'a\':1}', '{"a":01}', '{"a":1e999}','{"a":NaN}', '{"a":1 "b":2}'])
   try { parseExperimentText(t, 'x.json'); out.push('OK???' + t); } catch (e) { out.push((e as Error).message); }
  console.log(out.join('\n'));
});
