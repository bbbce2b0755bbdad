/** Ends the product that the journeys shared, with its folder. */
export default async function stopStack() {
  await globalThis.countersignStack?.stop();
}
