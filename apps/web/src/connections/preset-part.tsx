import { connectionPresets, type ConnectionPreset } from '@countersign/contracts/connections';
import { useId, useState } from 'react';
import { SelectField } from '../ui/fields/field.js';
import { SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';

/** Systems of a known shape to begin with: what is known of one is filled in, and shown are the calls that steps may make of it. */
export function PresetPart({ onChoose }: { readonly onChoose: (preset: ConnectionPreset) => void }) {
  const id = useId();
  const [chosenId, setChosenId] = useState('');
  const chosen = connectionPresets.find((preset) => preset.id === chosenId);
  const choose = (wanted: string) => {
    setChosenId(wanted);
    const preset = connectionPresets.find((each) => each.id === wanted);
    if (preset) onChoose(preset);
  };
  return (
    <SheetPart title="A system of a known shape">
      <SelectField id={id} label="Begin with" none="Nothing filled in" value={chosenId} options={connectionPresets} hint={chosen?.about ?? 'Fills in what is known of such a system; all of it can be changed.'} onChange={choose} />
      {chosen !== undefined && (
        <>
          <p className={sheetStyles.quiet}>Its key is {chosen.secret}.</p>
          <h3>Calls that a step may make</h3>
          <SheetRows>{chosen.calls.map(({ name, method, path, body }) => <li key={name}><span>{name}</span><span className="mono">{method} {path}</span><span className={`mono ${sheetStyles.words ?? ''}`}>{body === null ? '' : JSON.stringify(body)}</span></li>)}</SheetRows>
        </>
      )}
    </SheetPart>
  );
}
