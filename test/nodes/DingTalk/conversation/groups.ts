import nock from 'nock';

import { postApi, refusedInput } from '../../../helpers/calls.mts';
import { API, TOKEN } from '../../../helpers/dingTalk.mts';

/** So many user IDs, as a list with commas. */
export const people = (count: number) =>
	Array.from({ length: count }, (_, index) => `m${index}`).join();

/** Plans the look-up of an open conversation ID by a chat ID. */
export const planConversion = () =>
	postApi('/v1.0/im/chat/chat1/convertToOpenConversationId', '', { openConversationId: 'cid1==' });

export const put = (
	path: string,
	body: nock.RequestBodyMatcher | undefined,
	answer: object,
	status = 200,
) =>
	nock(API, { reqheaders: { 'x-acs-dingtalk-access-token': TOKEN } })
		.put(path, body)
		.reply(status, answer as nock.Body);

/** Expects the words with which each form is refused before anything is sent. */
export async function expectRefusals(form: object, cases: Array<[object, RegExp]>) {
	for (const [parameters, wanted] of cases) {
		const { message } = await refusedInput({ parameters: { ...form, ...parameters } as never });
		expect(message).toMatch(wanted);
	}
}
