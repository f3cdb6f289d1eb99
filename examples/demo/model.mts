import type { ChatTurn } from '../../harness/n8n/chatModel.mts';
import type { CredentialSeed } from '../../harness/n8n/instance.mts';

/** What the scripted model of the demo answers, whatever it is asked. */
const ANSWER = `**Leave** is asked for in three steps:

1. Open *OA Approval → Leave* in DingTalk. Choose the kind of leave and the days.
2. Your manager is told at once, and decides within a day.
3. The days are in the team's calendar as soon as it is approved.

You have 12 days left this year. Sick leave of up to two days needs no approval, but please tell your team. 病假两天以内无需审批，请告知团队。`;

export const demoAnswer: ChatTurn = () => ({ text: ANSWER });

/** The credential by which the examples name their chat model. */
export const EXAMPLE_MODEL = (url: string): CredentialSeed => ({
	id: 'openAiExample',
	name: 'OpenAI account',
	type: 'openAiApi',
	data: { apiKey: 'sk-scripted', url, header: false },
});
