/** What the tests of cards share. */
export const TEMPLATE = 'sandbox-approval.schema';
export const GROUP = 'cidPhoenix0000000000001==';
export const locatorOf = (value: string, mode = 'id') => ({ __rl: true, mode, value });

/** A card for a group, as the form has it. */
export const GROUP_CARD = {
	resource: 'card',
	operation: 'create',
	templateId: TEMPLATE,
	target: 'group',
	openConversationId: locatorOf(GROUP),
	variables: { variable: [{ name: 'title', value: 'Deploy 1.4.2?' }] },
	options: { outTrackId: 'card-1' },
};

/** The same on the wire. */
export const groupCardBody = (further: object = {}) => ({
	cardTemplateId: TEMPLATE,
	outTrackId: 'card-1',
	cardData: { cardParamMap: { title: 'Deploy 1.4.2?' } },
	callbackType: 'STREAM',
	imGroupOpenSpaceModel: { supportForward: false },
	openSpaceId: `dtv1.card//IM_GROUP.${GROUP}`,
	imGroupOpenDeliverModel: { robotCode: 'dingtest' },
	userIdType: 1,
	...further,
});

/** DingTalk's words about one place. */
export const placed = (spaceId: string, spaceType = 'IM_GROUP') => ({
	spaceType,
	spaceId,
	success: true,
	carrierId: `carrier of ${spaceId}`,
	errorMsg: '',
});
export const refusedPlace = (spaceId: string, errorMsg: string, spaceType = 'IM_GROUP') => ({
	spaceType,
	spaceId,
	success: false,
	errorMsg,
});

/** The answer of createAndDeliver. */
export const created = (...deliverResults: object[]) => ({
	success: true,
	result: { outTrackId: 'card-1', deliverResults },
});
