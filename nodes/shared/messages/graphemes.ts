let segmenter: Intl.Segmenter | undefined;

/** The characters of a text as a reader counts them, so that no emoji is cut in two. Made when first needed. */
export function graphemesOf(text: string): Intl.Segments {
	segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
	return segmenter.segment(text);
}
