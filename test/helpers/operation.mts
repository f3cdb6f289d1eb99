/** One operation of the DingTalk node with the form that its tests share. */
import type { INode } from 'n8n-workflow';

import { expectFailureHandling, itemsOf, refusedInput } from './calls.mts';
import { runDingTalk } from './dingTalk.mts';
import type { TestCredentialsHelper } from '../../harness/runWorkflow.mts';

/**
 * @param form what every run fills in; a test's own parameters go on top
 * @param credentials made anew for each run; that of `runDingTalk` where absent
 */
export function operationWith(form: object, credentials?: () => TestCredentialsHelper) {
	const runOf = (parameters: object) => ({
		parameters: { ...form, ...parameters } as INode['parameters'],
		credentials: credentials?.(),
	});
	const run = async (parameters: object = {}) => await runDingTalk(runOf(parameters));
	/** The items it puts out; a failed run fails the test. */
	const jsonsOf = async (parameters: object = {}) => {
		const { items, error } = await run(parameters);
		expect([error?.message, error?.description]).toEqual([undefined, undefined]);
		return items.map(({ json }) => json);
	};
	return {
		run,
		jsonsOf,
		/** The first of its items. */
		jsonOf: async (parameters: object = {}) => (await jsonsOf(parameters))[0],
		/** Expects the words of a refusal before anything is sent. */
		async expectRefused(parameters: object, wanted: RegExp) {
			expect((await refusedInput(runOf(parameters))).message).toMatch(wanted);
		},
		/** Runs the items a, b and c, whose `id` an expression reads, of which b fails: see `expectFailureHandling`. */
		async expectOneFails(parameters: object, plan: () => void, message: RegExp) {
			const input = itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' });
			await expectFailureHandling({ ...runOf(parameters), input }, plan, message);
		},
	};
}
