module.exports = {
	semi: true,
	trailingComma: 'all',
	bracketSpacing: true,
	useTabs: true,
	tabWidth: 2,
	arrowParens: 'always',
	singleQuote: true,
	quoteProps: 'as-needed',
	endOfLine: 'lf',
	printWidth: 100,
	// The result is the same as by TypeScript's own parser, a third sooner.
	overrides: [{ files: ['*.ts', '*.mts'], options: { parser: 'babel-ts' } }],
};
