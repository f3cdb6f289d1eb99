import { pictureSize } from '../../../../nodes/DingTalk/approvals/files/pictureSize';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'));

const PNG = '89504e470d0a1a0a 0000000d49484452 00000280 000001e0 0806000000';
const GIF = '474946383961 8002 e001 f70000';
const BMP = '424d 36100e00 00000000 36000000 28000000 80020000 e0010000 0100';
const TOP_DOWN_BMP = BMP.replace('e0010000', '20feffff');
// Begins with a preview in APP1; a table (C4) stands before the frame (C2, progressive).
const JPEG =
	'ffd8 ffe1 0008 457869660000 ffc4 0004 0000 ff ffc2 0011 08 01e0 0280 03 012200 021101 031101';

test.each([
	['PNG', PNG],
	['GIF', GIF],
	['BMP', BMP],
	['BMP from the top down', TOP_DOWN_BMP],
	['JPEG', JPEG],
])('the size of a %s is read from its beginning', (_, hex) => {
	expect(pictureSize(bytes(hex))).toEqual({ width: 640, height: 480 });
});

test('what is no picture, or ends before its size, has none', () => {
	for (const hex of ['', '25504446', 'ffd8', JPEG.slice(0, 40), 'ffd8 0000 000000000000000000']) {
		expect(pictureSize(bytes(hex))).toBeUndefined();
	}
	for (const hex of [PNG, GIF, BMP]) expect(pictureSize(bytes(hex.slice(0, 12)))).toBeUndefined();
});
