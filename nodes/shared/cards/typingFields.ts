import type { INodeProperties } from 'n8n-workflow';

/**
 * DingTalk docs "AI 卡片流式更新" advise 3 K in all. Apps in use send up to 20,000 characters; where DingTalk ends is
 * [unverified].
 */
export const CARD_TEXT = { min: 100, max: 20_000 } as const;

/** Faster than twice a second DingTalk refuses frames [unverified]. */
export const INTERVAL = { min: 500, max: 60_000 } as const;

export const textVariableField: INodeProperties = {
	displayName: 'Text Variable',
	name: 'key',
	type: 'string',
	required: true,
	default: 'content',
	placeholder: 'e.g. content',
	description: 'Name of the text or markdown variable of the template that the text is typed into',
};

export const intervalOption: INodeProperties = {
	displayName: 'Frame Interval (Milliseconds)',
	name: 'intervalMs',
	type: 'number',
	typeOptions: { minValue: INTERVAL.min, maxValue: INTERVAL.max },
	default: 800,
	description: 'How long to wait between two steps of typing; DingTalk refuses faster ones',
};
