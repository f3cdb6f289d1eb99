import { byId, calls, fileOf, json, OPEN_SPACE, SPACE } from './drive';
import { itBringsElsewhere } from './elsewhere';

itBringsElsewhere('move', 'moved');

test('keeps the permissions where that is wanted, as DingTalk spells it', async () => {
	const dentryId = byId(fileOf('接口清单.csv').id);
	await json({
		operation: 'move',
		spaceId: byId(SPACE),
		targetSpaceId: byId(OPEN_SPACE),
		targetFolderId: byId('0'),
		dentryId,
		options: { keepPermissions: true },
	});
	expect(calls()[0].request).toMatchObject({ option: { presevePermissions: true } });
});
