import type { Fault } from '../waiting/answer';

/** The languages of the pages. */
export type Language = 'en' | 'zh';

/** All that pages say, but for what the workflow has to say. */
export interface Texts {
	/** For the language of the document and of times. */
	locale: string;
	title: string;
	nothingYet: string;
	otherButton: string;
	holder: string;
	openUntil: (time: string) => string;
	response: string;
	submit: string;
	choose: string;
	required: string;
	faults: Record<Fault, string>;
	recorded: string;
	closePage: string;
	answered: string;
	answeredAt: (time: string) => string;
	answerWas: (label: string) => string;
	answeredBy: (who: string) => string;
	expired: string;
	expiredAt: (time: string) => string;
	closed: string;
	closedWhy: string;
}

const en: Texts = {
	locale: 'en',
	title: 'Your answer is needed',
	nothingYet: 'Nothing is decided before you press the button.',
	otherButton: 'To decide otherwise, go back and choose the other button in DingTalk.',
	holder: 'Whoever has this link can answer. Please do not pass it on.',
	openUntil: (time) => `Open until ${time}`,
	response: 'Response',
	submit: 'Submit',
	choose: 'Please choose',
	required: 'required',
	faults: {
		required: 'Please fill this in',
		number: 'Please give a number',
		email: 'Please give an email address',
		date: 'Please give a date',
		choice: 'Please choose from the list',
		tooLong: 'This is too long',
		count: 'Please choose as many as are asked for',
	},
	recorded: 'Thank you, your answer was recorded',
	closePage: 'You can close this page.',
	answered: 'This has been answered already',
	answeredAt: (time) => `Answered on ${time}`,
	answerWas: (label) => `The answer: ${label}`,
	answeredBy: (who) => `By the link of ${who}`,
	expired: 'The time for an answer is over',
	expiredAt: (time) => `It ended on ${time}`,
	closed: 'This question is closed',
	closedWhy: 'It was answered, or it was asked again in a newer message.',
};

const zh: Texts = {
	locale: 'zh-CN',
	title: '需要您的答复',
	nothingYet: '点击按钮之前，不会做出任何决定。',
	otherButton: '如要做出其他决定，请返回钉钉选择另一个按钮。',
	holder: '任何持有此链接的人都可以答复，请勿转发。',
	openUntil: (time) => `请在 ${time} 之前答复`,
	response: '答复',
	submit: '提交',
	choose: '请选择',
	required: '必填',
	faults: {
		required: '请填写此项',
		number: '请输入数字',
		email: '请输入邮箱地址',
		date: '请输入日期',
		choice: '请从选项中选择',
		tooLong: '内容过长',
		count: '请按要求的数量选择',
	},
	recorded: '谢谢，您的答复已记录',
	closePage: '您可以关闭此页面。',
	answered: '该问题已有答复',
	answeredAt: (time) => `答复时间：${time}`,
	answerWas: (label) => `答复内容：${label}`,
	answeredBy: (who) => `通过 ${who} 的链接答复`,
	expired: '答复时间已过',
	expiredAt: (time) => `截止时间：${time}`,
	closed: '该问题已关闭',
	closedWhy: '该问题已被答复，或已在新消息中重新发起。',
};

const TEXTS: Readonly<Record<Language, Texts>> = { en, zh };

/** What pages say to a reader whose browser prefers these languages (the header Accept-Language). */
export const textsFor = (acceptLanguage = ''): Texts => TEXTS[languageOf(acceptLanguage)];

function languageOf(acceptLanguage: string): Language {
	const wanted = acceptLanguage.split(',').map((entry) => {
		const [tag, ...parameters] = entry.trim().toLowerCase().split(';');
		const q = parameters.map((one) => /^\s*q=([\d.]+)/.exec(one)?.[1]).find(Boolean);
		return { language: tag.split('-')[0], weight: Number(q ?? 1) };
	});
	const best = wanted
		.filter(({ language, weight }) => (language === 'zh' || language === 'en') && weight > 0)
		// A stable sort: of the same weight, the first.
		.sort((a, b) => b.weight - a.weight)[0];
	return best?.language === 'zh' ? 'zh' : 'en';
}

/** A moment as the reader's language writes it, in the workflow's time zone. */
export const timeIn = ({ locale }: Texts, ms: number, timeZone: string): string =>
	`${new Date(ms).toLocaleString(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' })} (${timeZone})`;
