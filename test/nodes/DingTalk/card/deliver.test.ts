import { planApi, refusal } from '../../../helpers/calls.mts';
import { operationWith } from '../../../helpers/operation.mts';
import { GROUP, locatorOf, placed, refusedPlace } from './cards';

const CALL = 'POST /v1.0/card/instances/deliver';
const { run, jsonOf, expectRefused, expectOneFails } = operationWith({
	resource: 'card',
	operation: 'deliver',
	outTrackId: 'card-1',
	target: 'group',
	openConversationId: locatorOf(GROUP),
});
const body = (outTrackId = 'card-1') => ({
	outTrackId,
	openSpaceId: `dtv1.card//IM_GROUP.${GROUP}`,
	imGroupOpenDeliverModel: { robotCode: 'dingtest' },
	userIdType: 1,
});

test('delivers a card that is there', async () => {
	planApi(CALL, body(), { success: true, result: [placed(GROUP)] });
	expect(await jsonOf()).toMatchObject({
		outTrackId: 'card-1',
		delivered: [{ spaceId: GROUP }],
		failed: [],
	});
});

test('names the place that did not get it', async () => {
	planApi(CALL, body(), { success: true, result: [refusedPlace(GROUP, 'no such space')] });
	const { error } = await run();
	expect(error?.message).toBe(`The card got nowhere: group ${GROUP} (no such space)`);
});

test('one of several items fails', async () => {
	await expectOneFails(
		{ outTrackId: '={{ $json.id }}' },
		() => {
			for (const id of ['a', 'c']) {
				planApi(CALL, body(id), { success: true, result: [placed(GROUP)] });
			}
			planApi(CALL, body('b'), refusal('param.cardNotExist'), 400);
		},
		/DingTalk knows no such card/,
	);
});

test('refuses what names no card or no group', async () => {
	await expectRefused({ outTrackId: 'x'.repeat(65) }, /'Card ID' is 65 characters long/);
	await expectRefused({ openConversationId: locatorOf('={{ "" }}') }, /'Group' is empty/);
});
