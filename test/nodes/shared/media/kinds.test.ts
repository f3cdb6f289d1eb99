import {
	MEDIA_RULES,
	assertFormat,
	assertSize,
	extensionOf,
	mediaTypeOf,
	mimeTypeOf,
	withExtension,
	type MediaType,
} from '../../../../nodes/shared/media/kinds';

const MB = 1024 * 1024;

test.each([
	['a.PDF', 'pdf'],
	['a.tar.gz', 'gz'],
	['clip.mp4', 'mp4'],
	['archive.7z', '7z'],
	['Report 1.2', ''],
	['2026.05.01', ''],
	['none', ''],
	['dot.', ''],
	['a.verylongextension', ''],
	['图.png', 'png'],
])('finds the extension of %j: %j', (name, extension) => {
	expect(extensionOf(name)).toBe(extension);
});

test.each([
	['report', 'application/pdf', 'report.pdf'],
	['Report 1.2', 'application/pdf; charset=binary', 'Report 1.2.pdf'],
	['', 'IMAGE/JPEG', 'file.jpg'],
	['a.docx', 'application/pdf', 'a.docx'],
	['a', 'application/x-unknown', 'a'],
	['photo', 'image/jpg', 'photo.jpg'],
	['photo', 'image/pjpeg', 'photo.jpg'],
	['photo', 'image/x-png', 'photo.png'],
	['photo', 'image/x-ms-bmp', 'photo.bmp'],
	['song', 'audio/mp3', 'song.mp3'],
	['song', 'audio/wave', 'song.wav'],
	['a', 'application/x-rar-compressed', 'a.rar'],
	['a', 'application/x-zip-compressed', 'a.zip'],
	['a', 'application/x-msexcel', 'a.xls'],
	['a', 'text/plain; charset=utf-8', 'a.txt'],
	['photo.jfif', 'image/jpeg', 'photo.jfif.jpg'],
	['photo.webp', 'image/webp', 'photo.webp'],
	['orders.csv', 'application/vnd.ms-excel', 'orders.csv'],
	['a.jpeg', 'image/jpeg', 'a.jpeg'],
])('completes %j of %s to %j', (name, mimeType, complete) => {
	expect(withExtension(name, mimeType)).toBe(complete);
});

test.each([
	['report', 'application/octet-stream', 'pdf', 'report.pdf'],
	['report', '', 'PDF', 'report.pdf'],
	['report', 'application/pdf', 'bin', 'report.pdf'],
	['report', 'application/octet-stream', 'not one', 'report'],
])('takes the extension that n8n knows where there is no other: %s, %s, %s', (...row) => {
	const [name, mimeType, known, complete] = row;
	expect(withExtension(name, mimeType, known)).toBe(complete);
});

test.each<[string, string, MediaType]>([
	['image/jpg', 'a', 'image'],
	['audio/mp3', 'a', 'voice'],
	['video/x-mp4', 'a', 'video'],
	['application/x-rar-compressed', 'a', 'file'],
	['image/png', 'a.png', 'image'],
	['audio/mpeg', 'a.mp3', 'voice'],
	['video/mp4', 'a.mp4', 'video'],
	['application/pdf', 'a.pdf', 'file'],
	['application/octet-stream', 'a.JPG', 'image'],
	['', 'a.amr', 'voice'],
	['', 'a.zip', 'file'],
	['text/plain', 'a.txt', 'file'],
])('takes %s (%s) for %s', (mimeType, fileName, type) => {
	expect(mediaTypeOf(mimeType, fileName)).toBe(type);
});

test('knows the MIME type of every format that DingTalk takes, and of no other', () => {
	for (const extension of Object.values(MEDIA_RULES).flatMap(({ extensions }) => extensions)) {
		if (extension === 'jpeg') continue;
		expect(mimeTypeOf(`a.${extension}`)).toMatch(/^(image|audio|video|application)\//);
	}
	expect(mimeTypeOf('a.wav')).toBe('audio/wav');
	expect(mimeTypeOf('a.exe')).toBeUndefined();
	expect(mimeTypeOf('a')).toBeUndefined();
});

test.each<[MediaType, number]>([
	['image', 20],
	['voice', 2],
	['video', 20],
	['file', 20],
])('takes %s up to %i MB, to the byte', (type, megabytes) => {
	expect(() => assertSize('File', type, megabytes * MB)).not.toThrow();
	expect(() => assertSize('File', type, megabytes * MB + 1)).toThrow(
		`'File' holds a file of more than ${megabytes} MB, the limit for ${type}`,
	);
	expect(() => assertSize('File', type, 0)).toThrow("'File' holds an empty file");
});

test.each<[MediaType, string, string]>([
	['image', 'a.webp', "'File' holds 'a.webp', and DingTalk takes no .webp as image"],
	['voice', 'a.ogg', 'takes no .ogg as voice'],
	['file', 'Report 1.2', 'takes no file without extension as file'],
])('refuses as %s: %s', (type, name, message) => {
	expect(() => assertFormat('File', type, name)).toThrow(message);
});

test('takes every format of its lists', () => {
	for (const [type, { extensions }] of Object.entries(MEDIA_RULES)) {
		for (const extension of extensions)
			assertFormat('File', type as MediaType, `a.${extension.toUpperCase()}`);
	}
});
