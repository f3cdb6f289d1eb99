import type { IDataObject, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

import type { Taken } from './waiting/taken';
import { take, takenAnswers } from './waiting/taken';
import type { Wait } from './waiting/wait';

/** How an answer came: by a link, or by the button of a card. */
export interface Given extends Taken {
	source: 'link' | 'card';
}

/** What the execution goes on with. From now on other answers are told that there is one. */
export function resume(
	context: IWebhookFunctions,
	{ id, missed, rounds }: Wait,
	data: IDataObject,
	{ source, ...taken }: Given,
): INodeExecutionData[][] {
	take(id, taken);
	const response = context.getResponseObject();
	response.once('close', () => {
		// n8n could not go on: the next answer may.
		if (response.statusCode >= 400) takenAnswers.delete(id);
	});
	const { at, by } = taken;
	const json: IDataObject = {
		data: {
			...data,
			// Behind the answer, so that no field of a form takes their place.
			respondedAt: new Date(at).toISOString(),
			...(rounds ? { timedOut: false } : {}),
			...(by === undefined ? {} : { responder: { id: by, source } }),
			...(missed.length > 0 ? { missed } : {}),
		},
	};
	return [[{ json }]];
}
