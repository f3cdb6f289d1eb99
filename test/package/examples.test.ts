import { sourcesBelow } from '../helpers/sources.mts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const examples = sourcesBelow('examples', '.json')
	.filter(({ file }) => /^examples\/[^/]+$/.test(file))
	.map(({ text }) => JSON.parse(text) as { name: string; versionId?: string });

test("each example has a version ID of its own: n8n's command line takes no workflow without", () => {
	expect(examples.length).toBeGreaterThan(10);
	for (const { versionId } of examples) expect(versionId).toMatch(UUID);
	expect(new Set(examples.map(({ versionId }) => versionId)).size).toBe(examples.length);
});
