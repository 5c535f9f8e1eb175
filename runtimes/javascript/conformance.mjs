/** Answers the cases of the conformance set, one JSON object a line: see docs/integrators/program.md. */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { CaseError, Program } from './gaozhi.mjs';

const programs = new Map();

function answered({ program, facts, decision, item, date, interview }) {
  try {
    if (!programs.has(program))
      programs.set(program, new Program(JSON.parse(readFileSync(program, 'utf8'))));
    const found = programs.get(program);
    return interview
      ? found.interview(interview)
      : found.decide(facts, decision, { item, on: date });
  } catch (error) {
    if (!(error instanceof CaseError)) throw error;
    return { refused: [...new Set(error.problems.map(({ code }) => code))].sort() };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answered(JSON.parse(line)))}\n`);
}
