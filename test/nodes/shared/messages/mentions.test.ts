import {
	checkedMentions,
	mentionsIn,
	toAtList,
	withMentionText,
} from '../../../../nodes/shared/messages/mentions';

const mentions = (part: object = {}) => ({ mobiles: [], userIds: [], everyone: false, ...part });

describe('withMentionText', () => {
	it.each([
		['adds a mobile', 'Hello', { mobiles: ['13800000001'] }, 'Hello @13800000001'],
		['adds user IDs in order', 'Hello', { userIds: ['lina', 'bob'] }, 'Hello @lina @bob'],
		['adds everyone', 'Hello', { everyone: true }, 'Hello @all'],
		['adds nothing that is there', '@lina hello', { userIds: ['lina'] }, '@lina hello'],
		['knows the Chinese word', '@所有人 注意', { everyone: true }, '@所有人 注意'],
		['sees a mention before Chinese text', '@lina请看', { userIds: ['lina'] }, '@lina请看'],
		['sees a mention before a full stop', 'Ask @lina.', { userIds: ['lina'] }, 'Ask @lina.'],
		['is not fooled by a longer ID', '@linawang', { userIds: ['lina'] }, '@linawang @lina'],
		['nor by an ID with a dot', '@lina.wang', { userIds: ['lina'] }, '@lina.wang @lina'],
		['nor by a mail address', 'me@lina', { userIds: ['lina'] }, 'me@lina @lina'],
		['takes signs in IDs literally', '@aXb', { userIds: ['a.b'] }, '@aXb @a.b'],
		[
			'writes a number as the list has it',
			'Ask @+86 138-0000-0001, now',
			{ mobiles: ['13800000001'] },
			'Ask @13800000001, now',
		],
		['also with 0086', '@008613800000001', { mobiles: ['13800000001'] }, '@13800000001'],
		[
			'leaves a longer number alone',
			'@138000000012',
			{ mobiles: ['13800000001'] },
			'@138000000012 @13800000001',
		],
		[
			'leaves a number of nobody mentioned alone',
			'@+8613800000002',
			{ mobiles: ['13800000001'] },
			'@+8613800000002 @13800000001',
		],
		['mixes present and missing', '@lina', { userIds: ['lina', 'bob'] }, '@lina @bob'],
	])('%s', (_name, text, part, expected) => {
		expect(withMentionText(text, mentions(part), ' ')).toBe(expected);
	});

	it('adds each mention once, even when applied twice', () => {
		const all = mentions({ mobiles: ['13800000001'], userIds: ['lina'], everyone: true });
		const once = withMentionText('Hi', all, '\n\n');
		expect(once).toBe('Hi\n\n@13800000001 @lina @all');
		expect(withMentionText(once, all, '\n\n')).toBe(once);
	});
});

describe('checkedMentions', () => {
	it('cleans numbers and drops repetitions', () => {
		const given = mentions({
			mobiles: [
				' 138 0000 0001',
				'13800000001',
				'+86 138-0000-0001',
				'0086 13800000001',
				'+852-12345678',
			],
			userIds: ['@lina', 'lina'],
		});
		expect(checkedMentions(given)).toEqual(
			mentions({ mobiles: ['13800000001', '+852-12345678'], userIds: ['lina'] }),
		);
	});

	it('accepts 50 people and refuses 51', () => {
		const people = (count: number) =>
			mentions({ userIds: Array.from({ length: count }, (_, i) => `u${i}`) });
		expect(checkedMentions(people(50)).userIds).toHaveLength(50);
		expect(() => checkedMentions(people(51))).toThrow(
			"'Mentions' names 51 people; the limit is 50",
		);
	});

	it('refuses a name in place of a mobile number', () => {
		expect(() => checkedMentions(mentions({ mobiles: ['zhangwei'] }))).toThrow(
			/not a mobile number: zhangwei/,
		);
	});
});

describe('toAtList', () => {
	it('is absent when nobody is mentioned', () => {
		expect(toAtList(mentions())).toBeUndefined();
	});

	it('names only what is there', () => {
		expect(toAtList(mentions({ mobiles: ['1'], everyone: true }))).toEqual({
			atMobiles: ['1'],
			isAtAll: true,
		});
	});

	it('has a list of its own for DingTalk`s own IDs', () => {
		const own = '$:LWCP_v1:$MDwa66wol79LFsAILOB8VA==';
		expect(toAtList(mentions({ userIds: ['lina', own] }))).toEqual({
			atUserIds: ['lina'],
			atDingtalkIds: [own],
		});
		const text = withMentionText('Hi', mentions({ userIds: [own] }), ' ');
		expect(text).toBe(`Hi @${own}`);
		expect(withMentionText(text, mentions({ userIds: [own] }), ' ')).toBe(text);
	});
});

test('mentionsIn gives those that a text shows', () => {
	const all = mentions({ mobiles: ['13800000001'], userIds: ['lina', 'bob'], everyone: true });
	expect(mentionsIn('for @bob and @13800000001', all)).toEqual(
		mentions({ mobiles: ['13800000001'], userIds: ['bob'] }),
	);
	expect(mentionsIn('@all', all)).toEqual(mentions({ everyone: true }));
});
