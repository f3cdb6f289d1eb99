import assert from 'node:assert/strict';
import { SCRIPTS } from '../../../examples/demo/model.mts';
import type { ChatModel } from '../../../harness/n8n/chatModel.mts';
import { runExample } from '../../../harness/session.mts';
import { describeError, watch } from '../../../harness/transcript.mts';
import type { Workflow } from '../../../harness/workflows.mts';
import type { RunResult } from '../../../harness/n8n/runData.mts';
import type { Bench } from '../run.mts';
import { JUDGES } from './judges.mts';
import { ownFile } from './judging.mts';
import type { Report } from './report.mts';

/**
 * Runs examples once each in n8n's server and judges what the sandbox has afterwards.
 * @param slugs which ones; all where there are none
 */
export async function checkExamples(
	report: Report,
	bench: Bench,
	model: ChatModel,
	slugs: string[],
): Promise<void> {
	const isWanted = (slug: string) => slugs.length === 0 || slugs.includes(slug);
	for (const example of bench.session.examples.filter(({ slug }) => isWanted(slug))) {
		console.log(`\n${example.workflow.name}`);
		model.play(SCRIPTS[example.slug] ?? []);
		const effectsOf = watch(bench.sandbox);
		let run: RunResult | undefined;
		await report.check('runs to its end', async () => {
			run = await runExample(bench.session, example, bench.sandbox);
			assert.equal(run.status, 'success', describeError(run.error ?? { message: 'no error' }));
			const ran = new Set(run.nodes.map(({ name }) => name));
			const undone = example.steps.filter(({ name }) => !ran.has(name)).map(({ name }) => name);
			assert.deepEqual(undone, [], 'every DingTalk step has run');
		});
		const effects = effectsOf();
		await report.check('carries the project’s own files', async () => {
			for (const { fileName, base64 } of carriedFiles(example.workflow)) {
				assert.equal(base64, (await ownFile(fileName)).toString('base64'), fileName);
			}
		});
		for (const [name, judge] of Object.entries(JUDGES[example.slug])) {
			await report.check(name, async () => {
				assert.ok(run, 'the workflow did not run');
				await judge(run, effects, bench);
			});
		}
	}
}

/** The files that a workflow's "Edit Fields" nodes hold as base64. */
function carriedFiles({ nodes }: Workflow): Array<{ fileName: string; base64: string }> {
	return nodes
		.filter(({ parameters }) => parameters.mode === 'raw')
		.flatMap(({ parameters }) => {
			const content = JSON.parse(String(parameters.jsonOutput));
			return content.files ?? [content];
		})
		.filter(({ base64 }) => base64 !== undefined);
}
