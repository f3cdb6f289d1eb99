import { planApi, refusal } from '../../../helpers/calls.mts';
import { operationWith } from '../../../helpers/operation.mts';
import { GROUP, locatorOf } from './cards';

const { jsonOf, expectRefused, expectOneFails } = operationWith({
	resource: 'card',
	operation: 'closeTopBox',
	outTrackId: 'card-1',
	openConversationId: locatorOf(GROUP),
});
const callFor = (id: string) =>
	`POST /v1.0/card/tops/close?outTrackId=${id}&openConversationId=${encodeURIComponent(GROUP)}`;

test('takes a card down', async () => {
	planApi(callFor('card-1'), undefined, { success: true, result: true });
	expect(await jsonOf()).toEqual({
		outTrackId: 'card-1',
		openConversationId: GROUP,
		closed: true,
	});
});

test('one of several items fails', async () => {
	await expectOneFails(
		{ outTrackId: '={{ $json.id }}' },
		() => {
			for (const id of ['a', 'c']) planApi(callFor(id), undefined, { success: true, result: true });
			planApi(callFor('b'), undefined, refusal('param.conversationIdInvalid'), 400);
		},
		/The card is not on top of this group/,
	);
});

test('refuses what names no card or no group', async () => {
	await expectRefused({ outTrackId: 'x'.repeat(65) }, /'Card ID' is 65 characters long/);
	await expectRefused({ openConversationId: locatorOf('={{ "" }}') }, /'Group' is empty/);
});
