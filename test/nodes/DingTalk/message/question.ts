/** Questions by link, asked and answered in n8n's engine. */
import type { INode } from 'n8n-workflow';
import nock from 'nock';

import { takenAnswers } from '../../../../nodes/DingTalk/sendAndWait/waiting/taken';
import { systemClock } from '../../../../nodes/shared/run/clock';
import { opener, type Open, type Visited } from '../../../helpers/answering.mts';
import type { DingTalkResult } from '../../../helpers/dingTalk.mts';
import { API, runDingTalk } from '../../../helpers/dingTalk.mts';
import { operationWith } from '../../../helpers/operation.mts';

const DOUBLE = { values: { approvalType: 'double', approveLabel: '同意', disapproveLabel: '' } };
export const form = {
	resource: 'message',
	operation: 'sendAndWait',
	target: 'people',
	people: { list: [{ ids: 'lina,bob' }] },
	message: '## Deploy *1.4.2*?\nSee [the diff](https://example.com/a?b=1&c="2)',
	responseType: 'approval',
	approvalOptions: DOUBLE,
	options: {},
};
export const { expectRefused } = operationWith(form);
export const accepted = {
	processQueryKey: 'key1',
	invalidStaffIdList: [],
	flowControlledStaffIdList: [],
};

/** What a message of the robot says. */
export interface Sent {
	userIds?: string[];
	msgKey: string;
	param: Record<string, string>;
}

afterEach(() => {
	jest.restoreAllMocks();
	takenAnswers.clear();
});

/** Answers every call, and keeps what was sent. */
export function takeAll(answerFor: (sent: Sent) => object = () => accepted): Sent[] {
	const sent: Sent[] = [];
	nock(API)
		.post(/oToMessages|groupMessages/)
		.times(50)
		.optionally()
		.reply(async (request: Request) => {
			const { msgParam, ...body } = (await request.json()) as Sent & { msgParam: string };
			const message = { ...body, param: JSON.parse(msgParam) as Sent['param'] };
			sent.push(message);
			const answer = answerFor(message);
			return ['code' in answer ? 400 : 200, answer];
		});
	return sent;
}

/** An execution that asks. */
interface Asked {
	result: DingTalkResult;
	sent: Sent[];
	open: Open;
	/** The approving link, else the only one, of the person's message. */
	link(person?: number): string;
	declineLink(person?: number): string;
}

export async function ask(further: object = {}, name = 'DingTalk'): Promise<Asked> {
	const sent = takeAll();
	const parameters = { ...form, ...further } as INode['parameters'];
	const result = await runDingTalk({ parameters, timeZone: 'Asia/Shanghai' });
	nock.cleanAll();
	expect([result.error?.message, result.error?.description]).toEqual([undefined, undefined]);
	expect(result.run.status).toBe('waiting');
	const paramOf = (person: number) => sent[person].param;
	return {
		result,
		sent,
		open: opener(result.run, { name, parameters }),
		link: (person = 0) => paramOf(person).buttonUrl2 ?? paramOf(person).singleURL,
		declineLink: (person = 0) => paramOf(person).buttonUrl1,
	};
}

export const answer = async ({ open }: Asked, url: string, fields: object = {}): Promise<Visited> =>
	await open(url, { method: 'POST', body: { answer: 'yes', ...fields } });
export const dataOf = ({ items }: Visited) => items?.[0].json.data;
export const at = (ms: number) => jest.spyOn(systemClock, 'now').mockReturnValue(ms);
