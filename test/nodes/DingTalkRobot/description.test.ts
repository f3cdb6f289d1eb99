import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { DingTalkRobot } from '../../../nodes/DingTalkRobot/DingTalkRobot.node';

const { description } = new DingTalkRobot();
const operation = description.properties.find(({ name }) => name === 'operation');
const options = operation?.options as INodePropertyOptions[];

/** All fields, nested ones too. */
function allFields(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		const nested = (property.options ?? []).flatMap((option) => {
			if ('values' in option) return (option as INodePropertyCollection).values;
			return 'type' in option ? [option as INodeProperties] : [];
		});
		return [property, ...allFields(nested)];
	});
}

describe('the description of DingTalk Group Robot', () => {
	it('offers the five kinds of message', () => {
		expect(options.map(({ value, action }) => [value, action])).toEqual([
			['sendText', 'Send a text message'],
			['sendMarkdown', 'Send a markdown message'],
			['sendLink', 'Send a link message'],
			['sendActionCard', 'Send an action card'],
			['sendFeedCard', 'Send a feed card'],
		]);
	});

	it('is declarative, with a request behind every operation', () => {
		expect('execute' in new DingTalkRobot()).toBe(false);
		for (const { routing } of options) {
			expect(routing?.request).toEqual({ method: 'POST', url: '/robot/send' });
			expect(routing?.operations?.pagination).toBeInstanceOf(Function);
		}
	});

	it('warns of the limit before anything else', () => {
		expect(description.properties[0]).toMatchObject({ type: 'notice' });
		expect(description.properties[0].displayName).toMatch(/20 messages per minute/);
	});

	it('describes every field, for people and for AI tools', () => {
		for (const field of allFields(description.properties)) {
			if (field.type === 'notice' || field.name === 'operation') continue;
			expect(`${field.name}: ${field.description ?? ''}`).toMatch(/: .{15,}/);
		}
		expect(description.usableAsTool).toBe(true);
	});

	it('shows each operation its own fields only', () => {
		const namesOf = (value: string) =>
			description.properties
				.filter(({ displayOptions }) => displayOptions?.show?.operation?.includes(value))
				.map(({ name }) => name);
		expect(namesOf('sendText')).toEqual(['text', 'mentions', 'options']);
		expect(namesOf('sendMarkdown')).toEqual(['title', 'markdown', 'mentions', 'options']);
		expect(namesOf('sendLink')).toEqual(['title', 'linkText', 'messageUrl', 'picUrl', 'options']);
		expect(namesOf('sendActionCard')).toEqual([
			'title',
			'markdown',
			'buttons',
			'mentions',
			'options',
		]);
		expect(namesOf('sendFeedCard')).toEqual(['links', 'options']);
	});
});
