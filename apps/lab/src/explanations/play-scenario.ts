import { need } from '../platform/need.js';
import type { Caller } from './caller.js';
import { actOnCompany } from './company-acts.js';
import { actOnRequest } from './request-acts.js';
import type { Act, Scenario } from './scenarios/scenario.js';
import { setUpCompany } from './set-up-company.js';
import type { Played, Stage } from './stage.js';

/** Sets a scenario's company up and carries out its first `count` acts over HTTP; all of them where nothing is said. `seed` tells it from others on the same stage. */
export async function playScenario(stage: Stage, scenario: Scenario, seed: string, count = scenario.acts.length): Promise<Played> {
  // As every scenario begins: what is outside answers.
  for (const system of ['Bank', 'Accounting'] as const) stage.answer({ system, status: 200 });
  const made = await setUpCompany(stage, scenario, seed);
  const requestIds = new Map<string | number, string>();
  const programs = new Map<string, Caller>();
  const callerOf = (name: string): Caller => programs.get(name) ?? need(made.people, name);
  for (const [index, act] of scenario.acts.slice(0, count).entries()) {
    try {
      if (!('by' in act)) await pass(stage, requestIds, act);
      else if ('request' in act) await actOnRequest({ made, by: callerOf(act.by), requestIds }, act);
      else await actOnCompany({ stage, made, by: callerOf(act.by), programs }, act);
    } catch (error) {
      throw new Error(`Act ${index + 1} of ${seed} (${act.does}) could not be carried out.`, { cause: error });
    }
  }
  return { requestIds, people: made.people };
}

/** What is nobody's act. */
async function pass(stage: Stage, requestIds: Map<string | number, string>, act: Exclude<Act, { by: string }>): Promise<void> {
  switch (act.does) {
    case 'outside_answers':
      stage.answer(act);
      return;
    case 'read_records':
      return stage.readRecords(need(requestIds, act.request));
    case 'work':
      for (let time = 0; time < (act.times ?? 1); time += 1) await stage.work(need(requestIds, act.request));
      return;
    case 'let_pass':
      return stage.letPass(act.hours, need(requestIds, act.request));
  }
}
