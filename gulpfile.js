const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, parallel, series, src, watch } = require('gulp');

const SOURCES = ['nodes/**/*.ts', 'credentials/**/*.ts'];
// Icons are binary to gulp (encoding: false); translations and output schemas sit beside their node.
const ASSETS = [
	'nodes/**/*.{svg,png}',
	'nodes/**/*.node.json',
	'nodes/**/translations/**/*.json',
	'nodes/**/__schema__/**/*.json',
];

const clean = () => rm('dist', { recursive: true, force: true });

function compile() {
	return new Promise((resolve, reject) => {
		execFile(
			process.execPath,
			[require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--pretty'],
			(error, stdout) =>
				error ? reject(new Error(`TypeScript found faults:\n${stdout}`)) : resolve(),
		);
	});
}

const assets = () =>
	src(ASSETS, { base: '.', encoding: false, allowEmpty: true }).pipe(dest('dist'));
const icons = () => src('icons/*.svg', { base: '.', encoding: false }).pipe(dest('dist'));

const build = series(clean, parallel(compile, assets, icons));

module.exports = {
	clean,
	build,
	'build:icons': parallel(icons, assets),
	watch: series(build, () => watch([...SOURCES, ...ASSETS, 'icons/*.svg'], build)),
	default: build,
};
