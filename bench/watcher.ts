/** Reads the stream of an observer as its page does, in a process of its own: `watcher.js http://127.0.0.1:7070/#token=…`. Says when it began. */
const { origin, hash } = new URL(process.argv[2] ?? '');
const headers = { authorization: `Bearer ${new URLSearchParams(hash.slice(1)).get('token')}` };
process.stdin.resume().on('end', () => process.exit()); // never outlives who asked for it

const { body } = await fetch(new URL('api/events', origin), { headers });
if (body === null) throw new Error('the observer sent nothing');
let begun = false;
for await (const _ of body) {
  if (!begun) process.stdout.write('it looks\n');
  begun = true;
}
