/** One line of text on the page. */
export interface PdfLine {
	text: string;
	/** In points. */
	size: number;
}

const PAGE_HEIGHT = 842;
const LEFT = 60;
const LINE_FACTOR = 1.8;

/**
 * A one-page A4 PDF. Latin text uses Helvetica; Chinese uses STSong-Light, one of the fonts that
 * PDF readers bring for Chinese, so nothing has to be embedded.
 */
export function writePdf(lines: PdfLine[]): Buffer {
	const content = drawLines(lines);
	return assemble([
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 ${PAGE_HEIGHT}] ` +
			'/Resources << /Font << /Latin 5 0 R /Han 6 0 R >> >> /Contents 4 0 R >>',
		`<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
		'<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light ' +
			'/Encoding /UniGB-UCS2-H /DescendantFonts [7 0 R] >>',
		'<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light ' +
			'/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> ' +
			'/FontDescriptor 8 0 R >>',
		'<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] ' +
			'/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
	]);
}

function drawLines(lines: PdfLine[]): string {
	let y = PAGE_HEIGHT - 80;
	return lines
		.map(({ text, size }) => {
			y -= size * LINE_FACTOR;
			const runs = text.match(/[\u0020-\u007e]+|[^\u0020-\u007e]+/g) ?? [];
			return `BT ${LEFT} ${y} Td ${runs.map((part) => drawRun(part, size)).join(' ')} ET`;
		})
		.join('\n');
}

/** A stretch of text in one font; the reader moves on by the width of what it has drawn. */
function drawRun(text: string, size: number): string {
	const isLatin = /^[\u0020-\u007e]/.test(text);
	const shown = isLatin ? `(${text.replace(/[\\()]/g, '\\$&')})` : `<${toUcs2Hex(text)}>`;
	return `/${isLatin ? 'Latin' : 'Han'} ${size} Tf ${shown} Tj`;
}

function toUcs2Hex(text: string): string {
	return Buffer.from(text, 'utf16le').swap16().toString('hex');
}

/** Numbers the objects and writes the table of their positions. */
function assemble(objects: string[]): Buffer {
	let text = '%PDF-1.4\n';
	const offsets = objects.map((body, index) => {
		const offset = text.length;
		text += `${index + 1} 0 obj\n${body}\nendobj\n`;
		return offset;
	});
	const tableAt = text.length;
	const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
	text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}`;
	text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${tableAt}\n%%EOF\n`;
	return Buffer.from(text, 'latin1');
}
