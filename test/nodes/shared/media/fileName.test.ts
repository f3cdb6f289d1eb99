import fc from 'fast-check';

import {
	decodedName,
	fileNameOfDisposition,
	safeFileName,
} from '../../../../nodes/shared/media/fileName';

describe('safeFileName', () => {
	test.each([
		['report.pdf', 'report.pdf'],
		['报告 2026.pdf', '报告 2026.pdf'],
		['../../etc/passwd', 'passwd'],
		['..\\..\\windows\\system.ini', 'system.ini'],
		['/absolute/path.txt', 'path.txt'],
		['..', 'fallback'],
		['...', 'fallback'],
		['', 'fallback'],
		[' . ', 'fallback'],
		['.env', 'env'],
		['a\u0000b\nc\u007fd\u0085e.txt', 'abcde.txt'],
		['gpj\u202Eexe.jpg', 'gpjexe.jpg'],
		['a\u200Bb\u2066c\uFEFF.txt', 'abc.txt'],
		['<a>:"b|?*.txt', 'ab.txt'],
		['half \uD83D surrogate.txt', 'half  surrogate.txt'],
	])('turns %j into %j', (name, safe) => {
		expect(safeFileName(name, 'fallback')).toBe(safe);
	});

	test('cuts a long name before its extension, never within a character', () => {
		expect(safeFileName(`${'x'.repeat(300)}.pdf`)).toBe(`${'x'.repeat(176)}.pdf`);
		const cut = safeFileName(`${'👋'.repeat(300)}.pdf`);
		expect([...cut]).toHaveLength(180);
		expect(cut).toMatch(/^(👋)+\.pdf$/u);
	});

	test('leaves nothing that could leave the folder or hide, whatever the name', () => {
		const nasty = fc.constantFrom(
			'/',
			'\\',
			'..',
			'.',
			'\u0000',
			'\u202E',
			':',
			' ',
			'%2f',
			'a',
			'字',
			'.exe',
		);
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string({ unit: 'binary' }),
					fc.array(nasty).map((parts) => parts.join('')),
				),
				(name) => {
					const safe = safeFileName(name, 'file');
					expect(safe).not.toMatch(/[\p{Cc}\p{Cs}/\\:\u202a-\u202e\u2066-\u2069]/u);
					expect(safe).not.toMatch(/^[.\s]|[.\s]$/);
					expect(safe).not.toBe('');
					expect([...safe].length).toBeLessThanOrEqual(180);
					expect(safeFileName(safe, 'file')).toBe(safe);
				},
			),
		);
	});
});

describe('decodedName', () => {
	test.each([
		['%E6%8A%A5%E5%91%8A.png', '报告.png'],
		['报告.png', '报告.png'],
		['100%.png', '100%.png'],
		['50%zz.png', '50%zz.png'],
		['%E6%8A.png', '%E6%8A.png'],
		['%252F.png', '%2F.png'],
		['', ''],
	])('reads %j as %j', (name, wanted) => {
		expect(decodedName(name)).toBe(wanted);
	});

	test('gives back what was encoded, and a path is still none afterwards', () => {
		const name = fc.string({ unit: 'grapheme' });
		fc.assert(
			fc.property(name, (given) => {
				expect(decodedName(encodeURIComponent(given))).toBe(given);
				expect(safeFileName(decodedName(encodeURIComponent(`../${given}`)))).not.toMatch(/[\\/]/);
			}),
		);
	});
});

describe('fileNameOfDisposition', () => {
	test.each([
		['', ''],
		['attachment', ''],
		['attachment; filename=plain.txt', 'plain.txt'],
		['attachment; filename="with ; semicolon.txt"; size=1', 'with ; semicolon.txt'],
		['attachment; filename="a \\"quoted\\" name.txt"', 'a "quoted" name.txt'],
		["attachment; filename*=UTF-8''%E5%9B%BE.png", '图.png'],
		["attachment; filename=a.png; filename*=utf-8'zh-CN'%E5%9B%BE.png", '图.png'],
		['attachment; filename*="UTF-8\'\'%E5%9B%BE.png"', '图.png'],
		["attachment; filename*=UTF-8''%FF%FE; filename=b.png", 'b.png'],
		["attachment; filename*=GBK''%CD%BC.png", ''],
		['Attachment; FileName="%E5%9B%BE.png"', '图.png'],
		['attachment; filename="50%.txt"', '50%.txt'],
		[`attachment; filename="${Buffer.from('图.png').toString('latin1')}"`, '图.png'],
		[`attachment; filename="${Buffer.from([0xb1, 0xa8]).toString('latin1')}.png"`, '±¨.png'],
	])('reads %j as %j', (header, name) => {
		expect(fileNameOfDisposition(header)).toBe(name);
	});

	test('throws for no header', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(typeof fileNameOfDisposition(`attachment; ${text}`)).toBe('string');
				expect(typeof fileNameOfDisposition(`attachment; filename*=UTF-8''${text}`)).toBe('string');
				expect(typeof fileNameOfDisposition(`attachment; filename="${text}`)).toBe('string');
			}),
		);
	});
});
