import { createContext, use, useEffect, useRef, useSyncExternalStore } from 'react';
import type { KeyBinding, KeyRegistry } from './key-registry.js';

export const KeysContext = createContext<KeyRegistry | null>(null);

export function useKeyRegistry(): KeyRegistry {
  const registry = use(KeysContext);
  if (registry === null) throw new Error('There is no KeysContext around this component.');
  return registry;
}

/** Adds keys for as long as the component is there. What they run may change at every render; which keys they are, by `keys`. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const registry = useKeyRegistry();
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  const signature = JSON.stringify(bindings.map(({ keys, does, group, inFields }) => ({ keys, does, group, inFields })));
  useEffect(() => {
    const fixed = JSON.parse(signature) as Omit<KeyBinding, 'run'>[];
    return registry.add(fixed.map((binding) => ({ ...binding, run: (event) => latest.current.find(({ keys }) => keys === binding.keys)?.run(event) })));
  }, [registry, signature]);
}

/** The keys that hold now; renders again when they change. */
export function useKeyList(): readonly KeyBinding[] {
  const registry = useKeyRegistry();
  return useSyncExternalStore(registry.subscribe, registry.list);
}

export function useLettersOn(): boolean {
  const registry = useKeyRegistry();
  return useSyncExternalStore(registry.subscribe, registry.lettersOn);
}
