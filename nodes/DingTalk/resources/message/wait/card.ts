import type { IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../../../../shared/errors/inputError';
import type { CardButton } from '../../../../shared/messages/content';
import { APP_ROBOT_LIMITS } from '../../../../shared/messages/limits';
import { composeMarkdown } from '../../../../shared/messages/markdown/compose';
import type { RobotMessage } from '../../../../shared/messages/msgParam';
import { buildRobotMessage, robotMessageBytes } from '../../../../shared/messages/msgParam';
import type { ItemReader } from '../../../../shared/params/params';
import { thousands } from '../../../../shared/values/words';
import type { Question } from '../../../sendAndWait/waiting/question';
import type { Words } from '../../../sendAndWait/waiting/wait';
import { linkTo } from '../../../sendAndWait/waiting/wait';
import { LABELS } from './readQuestion';

/** As long as a link can be. */
const NOWHERE = { wait: '00000000-0000-0000-0000-000000000000', to: 99_999 };

/** A message that asks: the same for all but for its links. */
export interface AskingCard {
	/** With links that lead nowhere: the same in every attempt. */
	draft: RobotMessage;
	/** With the links of one person, or of a group. @param to the person's number among those who are asked */
	linked(to?: number): RobotMessage;
}

/** @throws InputError when the message is empty */
export function readWords(read: ItemReader): Words {
	const options = read.group('options');
	const { title, markdown } = composeMarkdown({
		title: options.text('title'),
		markdown: read.filled('message'),
		isAdapted: options.flag('adaptMarkdown'),
	});
	return { title, markdown, respondLabel: options.text('messageButtonLabel').trim() };
}

/** The same words below those of a reminder. */
export const reminding = (text: string, words: Words): Words => ({
	...words,
	title: `⏰ ${words.title}`,
	markdown: `**⏰ ${text}**\n\n${words.markdown}`,
});

/**
 * @param wait the ID of the question
 * @throws InputError when the message is too long
 */
export function askingCard(
	node: IExecuteFunctions,
	wait: string,
	question: Question,
	{ title, markdown, respondLabel }: Words,
): AskingCard {
	const build = (link: (approved?: boolean) => string) =>
		buildCard({ title, markdown, buttons: buttonsOf(question, respondLabel, link) });
	const nowhere = linkTo(node, { ...NOWHERE, approved: false });
	return {
		draft: build(() => nowhere),
		linked: (to) => build((approved) => linkTo(node, { wait, approved, to })),
	};
}

/** As n8n's own nodes have it, the button that approves is the last one. */
function buttonsOf(
	question: Question,
	respondLabel: string,
	link: (approved?: boolean) => string,
): CardButton[] {
	if (question.kind === 'form') return [{ title: respondLabel || LABELS.respond, url: link() }];
	const { approveLabel, declineLabel } = question;
	const approve = { title: approveLabel, url: link(true) };
	return declineLabel === undefined
		? [approve]
		: [{ title: declineLabel, url: link(false) }, approve];
}

function buildCard(parts: {
	title: string;
	markdown: string;
	buttons: CardButton[];
}): RobotMessage {
	const content = { kind: 'actionCard', layout: 'horizontal', ...parts } as const;
	const bytes = robotMessageBytes(content);
	const { msgParamBytes } = APP_ROBOT_LIMITS;
	if (bytes <= msgParamBytes) return buildRobotMessage(content);
	throw new InputError(
		'Message',
		`makes a message of ${thousands(bytes)} bytes with its links; the limit is ${thousands(msgParamBytes)} bytes`,
		'Shorten it, and link to the whole text',
	);
}
