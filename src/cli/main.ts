import { runKnowledge } from './knowledge.ts';

const [command, ...args] = process.argv.slice(2);
const print = (line: string) => process.stdout.write(`${line}\n`);

switch (command) {
  case 'knowledge':
    process.exitCode = await runKnowledge(args, process.env['KNOWLEDGE_DIR'] ?? './knowledge', print);
    break;
  default:
    print('npm run ask | knowledge | eval | bench');
    process.exitCode = 2;
}
