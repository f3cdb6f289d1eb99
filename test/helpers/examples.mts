import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface ExampleNode {
	name: string;
	type: string;
	parameters: object;
}

/** The workflows of `examples/*.json`, as they are saved. */
export const exampleWorkflows = (): Array<{ file: string; nodes: ExampleNode[] }> => {
	// Jest's module registry knows no `import.meta.dirname`; it runs in the root of the project.
	const folder = join(
		import.meta.dirname ?? process.cwd(),
		import.meta.dirname ? '../..' : '.',
		'examples',
	);
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.map((file) => {
			const { nodes } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
				nodes: ExampleNode[];
			};
			return { file, nodes };
		});
};
