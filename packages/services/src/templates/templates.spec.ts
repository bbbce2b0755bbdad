import { describe, expect, it } from '@jest/globals';
import { compileCondition } from '@countersign/conditions';
import { checkForm } from '@countersign/contracts/request-types';
import { templateNames } from '@countersign/contracts/templates';
import { templateNamed, templates } from './templates.part.js';

describe.each(templateNames)('the template %s', (name) => {
  const template = templateNamed(name);

  it('has a form that a request type may have, named by a required text of it', () => {
    expect(checkForm(structuredClone(template.form) as never)).toEqual([]);
    expect(template.form.required).toContain(template.titleField);
    expect(template.form.properties[template.titleField]?.type).toBe('string');
    for (const field of template.immaterialFields) expect(Object.keys(template.form.properties)).toContain(field);
  });

  it('asks somebody without any condition, so that no request can pass unseen; its conditions can be read', () => {
    expect(template.steps.some(({ when }) => when === undefined)).toBe(true);
    for (const { when } of template.steps) if (when !== undefined) expect(compileCondition(when)).toMatchObject({ ok: true });
  });
});

it('every template is named once', () => expect(templates.map(({ template }) => template)).toEqual([...templateNames]));
