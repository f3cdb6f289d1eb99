import { callPicker } from '../../../helpers/listSearch.mts';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { byId, OPEN_SPACE, sandbox, SPACE, useDrive } from '../file/drive';

useDrive();

const pick = async (operatorId: string, further: object = {}) =>
	await callPicker('searchSpaces', {
		credentials: sandboxCredential(sandbox, { operatorId }),
		...further,
	});

test('lists the spaces that the Operator may see, by the words given', async () => {
	expect((await pick('zhangwei')).results).toEqual([
		{ name: '研发文件', value: SPACE },
		{ name: '公共资料', value: OPEN_SPACE },
	]);
	expect((await pick('zhangwei', { filter: '公共' })).results).toHaveLength(1);
	const parameters = { options: { operatorId: byId('oncall') } };
	expect((await pick('zhangwei', { parameters })).results).toEqual([
		{ name: '公共资料', value: OPEN_SPACE },
	]);
});

test('says whom to choose where there is nobody to ask as', async () => {
	await expect(pick('')).rejects.toThrow(/'Operator' is empty, and somebody must act/);
});
