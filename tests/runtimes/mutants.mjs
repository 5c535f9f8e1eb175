// Puts cases to many changed modules, and prints for each the number of the first case that it
// answers otherwise, or that it survived. Arguments: a file of cases, one a line, with the expected
// answer of each; the modules.
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { pathToFileURL } from 'node:url';

const [file, ...modules] = process.argv.slice(2);
const cases = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));

function answered({ CaseError, Program }, programs, { program, facts, decision, item, date }) {
  try {
    if (!programs.has(program))
      programs.set(program, new Program(JSON.parse(readFileSync(program, 'utf8'))));
    return programs.get(program).decide(facts, decision, { item, on: date });
  } catch (error) {
    if (!(error instanceof CaseError)) return { failed: String(error) };
    return { refused: [...new Set(error.problems.map(({ code }) => code))].sort() };
  }
}

for (const path of modules) {
  const module = await import(pathToFileURL(path));
  const programs = new Map();
  const isOtherwise = ({ request, answer }) => {
    const found = answered(module, programs, request);
    return !isDeepStrictEqual(JSON.parse(JSON.stringify(found)), answer);
  };
  const first = cases.findIndex(isOtherwise);
  process.stdout.write(`${first < 0 ? 'survives' : first}\n`);
}
