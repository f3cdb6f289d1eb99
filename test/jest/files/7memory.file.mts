it('finds the memory of the files before it free again', async () => {
	// Handles are closed in a later turn, and buffers freed in a later one still.
	for (let turn = 0; turn < 5; turn++) {
		await new Promise((resolve) => setTimeout(resolve, 20));
		global.gc?.();
	}
	expect(process.memoryUsage().arrayBuffers).toBeLessThan(75_000_000);
});
