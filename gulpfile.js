const { execFile } = require('node:child_process');
const { mkdtemp, rm } = require('node:fs/promises');
const { tmpdir } = require('node:os');
const { isAbsolute, join } = require('node:path');
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
	const tsc = require.resolve('typescript/bin/tsc');
	const args = [tsc, '-p', 'tsconfig.build.json', '--outDir', folder, '--pretty'];
	await promisify(execFile)(process.execPath, args).catch(({ stdout }) => {
		throw new Error(`TypeScript found faults:\n${stdout}`);
	});
}

/**
 * One file per node and credential, and one for what they share: n8n loads nine files several times as fast as
 * hundreds. Names and order of the sources stay as they are.
 */
async function bundle(folder) {
	const entries = [...n8n.nodes, ...n8n.credentials].map((file) =>
		file.replace(/^dist\/|\.js$/g, ''),
	);
	const build = await rollup({
		input: Object.fromEntries(entries.map((entry) => [entry, join(folder, `${entry}.js`)])),
		plugins: [nodeResolve()],
		external: (id) => !isAbsolute(id) && !id.startsWith('.'),
	});
	await build.write({
		dir: 'dist',
		format: 'cjs',
		exports: 'named',
		chunkFileNames: '[name].js',
		manualChunks: (id) => (id.includes('/nodes/shared/') ? 'nodes/shared' : undefined),
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

const build = series(clean, parallel(code, assets, icons));

module.exports = {
	clean,
	build,
	'build:icons': parallel(icons, assets),
	watch: series(build, () => watch([...SOURCES, ...ASSETS, 'icons/*.svg'], build)),
	default: build,
};
