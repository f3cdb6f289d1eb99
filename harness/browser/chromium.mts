/** Where the Chromium of the page tests comes from. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface Chromium {
	executablePath: string;
	/** Variables it has to be started with, besides those of this process. */
	env: Record<string, string>;
}

const require = createRequire(import.meta.url);

const UNPACK = fileURLToPath(new URL('unpackChromium.mts', import.meta.url));

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const USUAL_PLACES = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/** What starts the Chromium of the package: it is built for Linux on x64 with glibc. */
const GLIBC_LOADER = '/lib64/ld-linux-x86-64.so.2';

/**
 * Where Chromium is to come from: CHROMIUM_PATH; else the dev dependencies, so that it is the same one
 * everywhere; on machines that these have none for, what is installed. Undefined when there is none.
 */
export function chromiumSource(): 'package' | { executablePath: string } | undefined {
	const { CHROMIUM_PATH } = process.env;
	if (CHROMIUM_PATH) return { executablePath: CHROMIUM_PATH };
	if (runsPackagedChromium()) return 'package';
	const executablePath = installedChromium();
	return executablePath === undefined ? undefined : { executablePath };
}

/** Chromium, ready to be started; the packaged one is unpacked first, once per installation. */
export async function findChromium(): Promise<Chromium | undefined> {
	const source = chromiumSource();
	if (source === 'package') return await packagedChromium();
	return source && { ...source, env: {} };
}

const runsPackagedChromium = () => process.arch === 'x64' && existsSync(GLIBC_LOADER);

function installedChromium(): string | undefined {
	const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
	const onPath = COMMANDS.flatMap((name) => folders.map((folder) => path.join(folder, name)));
	const places = [...onPath, ...USUAL_PLACES];
	return places.find(existsSync) ?? downloadedChromium();
}

/** The one that playwright-core has downloaded on somebody's order. */
function downloadedChromium(): string | undefined {
	const { chromium } = require('playwright-core') as typeof import('playwright-core');
	return [chromium.executablePath()].find(existsSync);
}

/** The Chromium of @sparticuz/chromium, with its own libraries and fonts. */
async function packagedChromium(): Promise<Chromium> {
	// The package's own file, whose folder has no package.json to ask for.
	const packageFolder = path.resolve(path.dirname(require.resolve('@sparticuz/chromium')), '..');
	const { version } = JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8'));
	const folder = path.resolve(packageFolder, '../../.cache', `chromium-${version}`);
	if (!existsSync(folder)) await unpack(folder);
	return {
		executablePath: path.join(folder, 'chromium'),
		env: {
			LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'),
			FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
		},
	};
}

/** Unpacks beside the folder and renames, so that whoever finds the folder finds all of it. */
async function unpack(folder: string): Promise<void> {
	const draft = `${folder}.${process.pid}`;
	await mkdir(draft, { recursive: true });
	// The package unpacks into the temporary folder of its process, under fixed names.
	await promisify(execFile)(process.execPath, [UNPACK], {
		env: { ...process.env, TMPDIR: draft },
	});
	await writeFile(path.join(draft, 'fonts.conf'), fontSettings(path.join(folder, 'fonts')));
	await rename(draft, folder).catch(async (error: NodeJS.ErrnoException) => {
		await rm(draft, { recursive: true });
		// Somebody else was quicker.
		if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
	});
}

/** Fonts of the package, for machines without any, and those of the system, for other scripts. */
const fontSettings = (packagedFonts: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
	<dir>${packagedFonts}</dir>
	<dir>/usr/share/fonts</dir>
	<dir>/usr/local/share/fonts</dir>
	<cachedir>${packagedFonts}-cache</cachedir>
</fontconfig>
`;
