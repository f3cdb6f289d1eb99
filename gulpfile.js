const { execFile } = require('node:child_process');
const { mkdtemp, rm } = require('node:fs/promises');
const { tmpdir } = require('node:os');
const { dirname, isAbsolute, join } = require('node:path');
const { promisify } = require('node:util');
const { nodeResolve } = require('@rollup/plugin-node-resolve');
const { dest, parallel, series, src, watch } = require('gulp');
const { rollup } = require('rollup');
const { n8n } = require('./package.json');

const SOURCES = ['nodes/**/*.ts', 'credentials/**/*.ts'];
// Icons are binary to gulp (encoding: false); translations and output schemas sit beside their node.
const ASSETS = [
	'nodes/**/*.{svg,png}',
	'nodes/**/*.node.json',
	'nodes/**/translations/**/*.json',
	'nodes/**/__schema__/**/*.json',
];

const clean = () => rm('dist', { recursive: true, force: true });

/** Sources to ES modules, checked. */
async function compile(folder) {
	const args = [
		'node_modules/typescript-7/bin/tsc',
		'-p',
		'tsconfig.build.json',
		'--outDir',
		folder,
		'--pretty',
	];
	await promisify(execFile)(process.execPath, args).catch(({ stdout }) => {
		throw new Error(`TypeScript found faults:\n${stdout}`);
	});
}

/** Whatever the credentials need is in a file of its own: n8n loads them when it starts, and nodes when first used. */
function sharedFile(id, { getModuleIds, getModuleInfo }) {
	const reached = new Set();
	const reach = (module) => {
		if (reached.has(module)) return;
		reached.add(module);
		getModuleInfo(module).importedIds.forEach(reach);
	};
	[...getModuleIds()].filter((module) => module.endsWith('.credentials.js')).forEach(reach);
	if (!id.includes('/nodes/shared/')) return undefined;
	return reached.has(id) ? 'credentials/shared' : 'nodes/shared';
}

/** TypeScript indents by four spaces; tabs make the package 2 % smaller. What is inside of a text stays. */
const tabs = {
	name: 'tabs',
	renderChunk(code) {
		const texts = [];
		const visit = (node) => {
			if (typeof node?.type !== 'string') return;
			if (node.type === 'TemplateElement') texts.push(node);
			for (const part of Object.values(node)) [part].flat().forEach(visit);
		};
		visit(this.parse(code));
		texts.sort((a, b) => a.start - b.start);
		const indent = (part) =>
			part.replace(/(?<=\n)(?: {4})+/g, ({ length }) => '\t'.repeat(length / 4));
		let from = 0;
		let result = '';
		for (const { start, end } of texts) {
			result += indent(code.slice(from, start)) + code.slice(start, end);
			from = end;
		}
		return { code: result + indent(code.slice(from)), map: null };
	},
};

/**
 * One file per node and credential, and two for what they share: n8n loads ten files several times as fast as
 * hundreds. Names and order of the sources stay as they are.
 */
async function bundle(folder) {
	const entries = [...n8n.nodes, ...n8n.credentials].map((file) =>
		file.replace(/^dist\/|\.js$/g, ''),
	);
	const build = await rollup({
		input: Object.fromEntries(entries.map((entry) => [entry, join(folder, `${entry}.js`)])),
		plugins: [nodeResolve(), tabs],
		external: (id) => !isAbsolute(id) && !id.startsWith('.'),
	});
	await build.write({
		dir: 'dist',
		format: 'cjs',
		exports: 'named',
		chunkFileNames: '[name].js',
		manualChunks: sharedFile,
		generatedCode: 'es2015',
		hoistTransitiveImports: false,
		minifyInternalExports: false,
	});
	await build.close();
}

async function code() {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-dingtalk-suite-'));
	try {
		await compile(folder);
		await bundle(folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

const assets = () =>
	src(ASSETS, { base: '.', encoding: false, allowEmpty: true }).pipe(dest('dist'));
const icons = () => src('icons/*.svg', { base: '.', encoding: false }).pipe(dest('dist'));

/** What n8n reads of the nodes and credentials when it starts, so that it loads their code only when it is used. */
async function metadata() {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-dingtalk-suite-'));
	const generate = join(dirname(require.resolve('n8n-core/package.json')), 'bin/generate-metadata');
	try {
		const env = { ...process.env, N8N_USER_FOLDER: folder };
		await promisify(execFile)(process.execPath, [generate], { cwd: __dirname, env });
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	// n8n reads nothing of these.
	await rm('dist/methods', { recursive: true });
}

const build = series(clean, parallel(code, assets, icons), metadata);

module.exports = {
	clean,
	build,
	'build:icons': parallel(icons, assets),
	watch: series(build, () => watch([...SOURCES, ...ASSETS, 'icons/*.svg'], build)),
	default: build,
};
