export default async function stopDatabase() {
  await globalThis.countersignTestDatabase?.stop();
}
