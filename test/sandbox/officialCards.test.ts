import { Config, RuntimeOptions, card, gateway } from './official.mts';
import { sandbox, token, useSandbox } from './started.mts';

useSandbox();

const PHOENIX = 'cidPhoenix0000000000001==';
const config = () =>
	new Config({ protocol: 'http', endpoint: sandbox.apiUrl.replace('http://', '') });
const runtime = () => new RuntimeOptions({});

describe('the official client', () => {
	it('asks for a Stream connection', async () => {
		const { body } = await new gateway.default(config()).openConnection(
			new gateway.OpenConnectionRequest({
				clientId: 'dingsandboxapp',
				clientSecret: 'sandbox-app-secret',
				subscriptions: [
					new gateway.OpenConnectionRequestSubscriptions({ type: 'EVENT', topic: '*' }),
				],
			}),
		);
		expect(body).toMatchObject({
			endpoint: expect.stringMatching(/^ws:.*\/connect$/),
			ticket: expect.any(String),
		});
	});

	it('makes, delivers and changes a card', async () => {
		const client = new card.default(config());
		const made = await client.createAndDeliverWithOptions(
			new card.CreateAndDeliverRequest({
				cardTemplateId: 'sandbox-approval.schema',
				outTrackId: 'card-1',
				cardData: new card.CreateAndDeliverRequestCardData({
					cardParamMap: { title: 'Expense', status: 'open' },
				}),
				callbackType: 'STREAM',
				openSpaceId: `dtv1.card//IM_GROUP.${PHOENIX}`,
				imGroupOpenSpaceModel: new card.CreateAndDeliverRequestImGroupOpenSpaceModel({
					supportForward: true,
				}),
				imGroupOpenDeliverModel: new card.CreateAndDeliverRequestImGroupOpenDeliverModel({
					robotCode: 'dingsandboxapp',
				}),
			}),
			new card.CreateAndDeliverHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(made.body).toMatchObject({
			success: true,
			result: { outTrackId: 'card-1', deliverResults: [{ spaceId: PHOENIX, success: true }] },
		});
		const changed = await client.updateCardWithOptions(
			new card.UpdateCardRequest({
				outTrackId: 'card-1',
				cardData: new card.UpdateCardRequestCardData({ cardParamMap: { status: 'done' } }),
				cardUpdateOptions: new card.UpdateCardRequestCardUpdateOptions({
					updateCardDataByKey: true,
				}),
			}),
			new card.UpdateCardHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(changed.body).toMatchObject({ success: true, result: true });
		expect(sandbox.control.state().cards[0].params).toEqual({ title: 'Expense', status: 'done' });
	});

	it('types into a card, puts it on top of a chat, and takes it down', async () => {
		const client = new card.default(config());
		const headers = { xAcsDingtalkAccessToken: token };
		await client.createCardWithOptions(
			new card.CreateCardRequest({
				cardTemplateId: 'sandbox-ai.schema',
				outTrackId: 'card-1',
				cardData: new card.CreateCardRequestCardData({ cardParamMap: {} }),
			}),
			new card.CreateCardHeaders(headers),
			runtime(),
		);
		const added = await client.appendSpaceWithOptions(
			new card.AppendSpaceRequest({
				outTrackId: 'card-1',
				topOpenSpaceModel: new card.AppendSpaceRequestTopOpenSpaceModel({ spaceType: 'ONE_BOX' }),
			}),
			new card.AppendSpaceHeaders(headers),
			runtime(),
		);
		const delivered = await client.deliverCardWithOptions(
			new card.DeliverCardRequest({
				outTrackId: 'card-1',
				openSpaceId: `dtv1.card//ONE_BOX.${PHOENIX}`,
				topOpenDeliverModel: new card.DeliverCardRequestTopOpenDeliverModel({
					expiredTimeMillis: Date.now() + 60_000,
				}),
			}),
			new card.DeliverCardHeaders(headers),
			runtime(),
		);
		const typed = await client.streamingUpdateWithOptions(
			new card.StreamingUpdateRequest({
				outTrackId: 'card-1',
				guid: 'guid-1',
				key: 'content',
				content: 'Hello',
				isFull: true,
			}),
			new card.StreamingUpdateHeaders(headers),
			runtime(),
		);
		expect([added.body?.success, delivered.body?.success, typed.body?.success]).toEqual([
			true,
			true,
			true,
		]);
		const [before] = sandbox.control.state().cards;
		expect(before).toMatchObject({
			params: { content: 'Hello' },
			typing: { state: 'typing' },
			places: [{ spaceType: 'ONE_BOX' }],
		});
		const closed = await client.closeTopCardWithOptions(
			new card.CloseTopCardRequest({ outTrackId: 'card-1', openConversationId: PHOENIX }),
			new card.CloseTopCardHeaders(headers),
			runtime(),
		);
		expect(closed.body).toMatchObject({ success: true, result: true });
		expect(sandbox.control.state().cards[0].places).toEqual([]);
	});

	it('registers where callbacks of cards go', async () => {
		const register = async () =>
			await new card.default(config()).registerCallbackWithOptions(
				new card.RegisterCallbackRequest({
					callbackRouteKey: 'key',
					callbackUrl: 'https://example.com/card',
					apiSecret: 'a card secret',
				}),
				new card.RegisterCallbackHeaders({ xAcsDingtalkAccessToken: token }),
				runtime(),
			);
		expect((await register()).body?.result?.callbackUrl).toBe('https://example.com/card');
		await expect(register()).rejects.toMatchObject({ code: 'param.callbackRouteKeyExist' });
	});
});
