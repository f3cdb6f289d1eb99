import type { ITriggerFunctions } from 'n8n-workflow';

import { reportFailed } from '../../../nodes/DingTalkTrigger/reports';

/** A context that has `saveFailedExecution` or not, and the log. */
function contextWith(saveFailedExecution?: (error: Error) => void) {
	const logged: string[] = [];
	const context = {
		getNode: () => ({ name: 'Trigger', type: 'x', typeVersion: 1 }),
		logger: { warn: (text: string) => logged.push(text) },
		saveFailedExecution,
	} as unknown as ITriggerFunctions;
	return { context, logged };
}

test('a failure becomes a failed execution and a line in the log, without secrets', () => {
	const saved: string[] = [];
	const { context, logged } = contextWith(({ message }) => saved.push(message));
	expect(reportFailed(context, new Error('no: ?access_token=abc'))).toBe(true);
	expect(saved).toEqual(['no: ?access_token=***']);
	expect(logged).toEqual(['DingTalk Trigger: no: ?access_token=***']);
});

test('an n8n that records no failed executions has it in the log', () => {
	const { context, logged } = contextWith();
	expect(reportFailed(context, new Error('no'))).toBe(false);
	expect(logged).toEqual(['DingTalk Trigger: no']);
});

test('an n8n that cannot record one now is no reason to throw', () => {
	const { context, logged } = contextWith(() => {
		throw new Error('Overwrite TriggerContext.saveFailedExecution function');
	});
	expect(reportFailed(context, new Error('no'))).toBe(false);
	expect(logged).toEqual(['DingTalk Trigger: no']);
});
