import type { IDataObject, IRun } from 'n8n-workflow';

import { InputError } from '../errors/inputError';
import type { LongContent } from '../messages/split/longText';
import { composeMarkdown } from '../messages/markdown/compose';
import type { RobotBody } from '../messages/robotBody';
import { buildRobotBody } from '../messages/robotBody';
import { toCardValue } from '../values/cardValue';
import type { CardParams, CardAnswer } from './card';
import { lastItemOf } from './lastItem';
import { asObject } from './payload';
import type { PushSettings } from './settings';

/** Fields of the last node's item that may hold the answer; `output` is that of an AI Agent. */
const TEXT_FIELDS = ['text', 'output'];
const UPDATE_BY_KEY = { updateCardDataByKey: true, updatePrivateDataByKey: true };

/**
 * The answer to a message, in the form of session webhooks and of responses to HTTP pushes: the fixed text, or
 * what the workflow's last node put out. Undefined when there is nothing to say: no answer is wanted, the
 * workflow failed or put out no item, or its text is empty.
 *
 * @throws InputError when the last node's item has no text
 */
export function botAnswer(
	settings: Pick<PushSettings, 'answer' | 'answerText' | 'adaptMarkdown'>,
	run?: IRun,
): RobotBody | undefined {
	const { answer, answerText, adaptMarkdown } = settings;
	if (answer === 'text') return buildRobotBody({ kind: 'text', text: answerText });
	const item = answer === 'lastNode' && run ? lastItemOf(run) : undefined;
	return item && botAnswerOf(item, adaptMarkdown);
}

/**
 * The answer in one item: its `markdown` (with `title`), `text` or `output`. Undefined when they are empty.
 *
 * @param isAdapted write the markdown as DingTalk draws it
 * @throws InputError when it has none of them
 */
export function botAnswerOf(item: IDataObject, isAdapted: boolean): RobotBody | undefined {
	const content = contentOf(item, isAdapted);
	return content && buildRobotBody(content);
}

function contentOf(item: IDataObject, isAdapted: boolean): LongContent | undefined {
	const markdown = wordsOf(item.markdown);
	if (markdown) {
		const title = wordsOf(item.title) ?? '';
		return { kind: 'markdown', ...composeMarkdown({ title, markdown, isAdapted }) };
	}
	const texts = TEXT_FIELDS.map((name) => wordsOf(item[name]));
	const text = texts.find(Boolean);
	if (text) return { kind: 'text', text };
	// Empty on purpose: the workflow has nothing to say.
	if ([markdown, ...texts].some((words) => words !== undefined)) return undefined;
	throw new InputError(
		'Answer',
		"finds no 'text', 'output' or 'markdown' in the last node's item",
		"End the workflow with a node that puts out one of them, such as Edit Fields; leave it empty to say nothing. Or set 'Answer' to None",
	);
}

const wordsOf = (value: unknown): string | undefined =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;

/**
 * The update of a card after a press, out of what the workflow's last node put out; undefined when the workflow
 * failed, or put out no item or an empty one.
 */
export function cardAnswer(run: IRun): CardAnswer | undefined {
	const item = lastItemOf(run);
	return item && cardAnswerOf(item);
}

/**
 * The update in one item: its `cardData` and `userPrivateData`, in DingTalk's form or as plain objects; an item
 * with neither is itself the card's data. Undefined when there is nothing to update.
 *
 * @see DingTalk docs "事件回调": the response of a card callback
 */
export function cardAnswerOf(item: IDataObject): CardAnswer | undefined {
	const isNamed = 'cardData' in item || 'userPrivateData' in item;
	const cardData = toParams(isNamed ? item.cardData : item);
	const userPrivateData = isNamed ? toParams(item.userPrivateData) : undefined;
	if (!cardData && !userPrivateData) return undefined;
	return {
		...(cardData ? { cardData } : {}),
		...(userPrivateData ? { userPrivateData } : {}),
		cardUpdateOptions: { ...UPDATE_BY_KEY, ...(isNamed ? asObject(item.cardUpdateOptions) : {}) },
	};
}

function toParams(value: unknown): CardParams | undefined {
	const given = asObject(value);
	const entries = Object.entries(asObject(given.cardParamMap ?? given));
	if (entries.length === 0) return undefined;
	return {
		cardParamMap: Object.fromEntries(entries.map(([key, part]) => [key, toCardValue(part)])),
	};
}
