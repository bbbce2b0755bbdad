/** By itself for specs that need nothing else of the kit, and neither database nor API. */
export * from '@countersign/receiver';
