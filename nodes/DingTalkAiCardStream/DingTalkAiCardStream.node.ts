import type { INodeType, INodeTypeDescription, ISupplyDataFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { fields } from './fields';
import { supplyModel } from './supply';

/** Sits between a chat model and an AI Agent, and types what the model says into a card as it says it. */
export class DingTalkAiCardStream implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'DingTalk AI Card Stream',
		name: 'dingTalkAiCardStream',
		icon: { light: 'file:../../icons/dingtalk.svg', dark: 'file:../../icons/dingtalk.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["outTrackId"] }}',
		description:
			'Experiment: types the answer of a chat model into a DingTalk AI card (AI 卡片) while the model writes it',
		defaults: { name: 'DingTalk AI Card Stream' },
		// It is part of an agent's model; nothing can call it.
		usableAsTool: undefined,
		inputs: [
			{
				type: NodeConnectionTypes.AiLanguageModel,
				displayName: 'Model',
				required: true,
				maxConnections: 1,
			},
		],
		outputs: [NodeConnectionTypes.AiLanguageModel],
		outputNames: ['Model'],
		credentials: [{ name: 'dingTalkAppApi', required: true }],
		properties: fields,
	};

	async supplyData(this: ISupplyDataFunctions, itemIndex: number) {
		return await supplyModel(this, itemIndex);
	}
}
