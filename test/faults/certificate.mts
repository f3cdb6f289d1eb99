import type { Certificate } from '../../sandbox/tls.mts';

/** A certificate of our own making for one host name; whoever trusts it still finds it on another host. */
export async function certificateFor(host: string): Promise<Certificate> {
	const { generate } = await import('selfsigned');
	const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
		keyType: 'ec',
		algorithm: 'sha256',
		extensions: [
			{ name: 'basicConstraints', cA: true, critical: true },
			{ name: 'keyUsage', keyCertSign: true, digitalSignature: true, critical: true },
			{ name: 'subjectAltName', altNames: [{ type: 2 as const, value: host }] },
		],
	});
	return { key, cert };
}
