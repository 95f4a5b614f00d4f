/** What a request costs by Linear's rules: 0.1 a property, 1 an object, and a connection its page times what is in it. */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** Linear refuses a single request above this. */
export const highestComplexity = 10_000;

const defaultPage = 50;

/** Of a document that the schema allows, so fragments exist and form no circle. */
export function complexityOf(document: DocumentNode, variables: Record<string, unknown>): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) {
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  }
  const costOf = (selections: SelectionSetNode): number => {
    return selections.selections.reduce((sum, one) => {
      if (one.kind === Kind.FIELD) return sum + costOfField(one);
      const inner = one.kind === Kind.FRAGMENT_SPREAD ? fragments.get(one.name.value) : one;
      return sum + (inner ? costOf(inner.selectionSet) : 0);
    }, 0);
  };
  const costOfField = (field: FieldNode): number => {
    if (!field.selectionSet) return 0.1;
    const times = isConnection(field.selectionSet) ? pageSize(field, variables) : 1;
    return 1 + times * costOf(field.selectionSet);
  };
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  return Math.ceil(operations.reduce((sum, { selectionSet }) => sum + costOf(selectionSet), 0));
}

function isConnection({ selections }: SelectionSetNode): boolean {
  return selections.some((one) => one.kind === Kind.FIELD && /^(nodes|edges)$/.test(one.name.value));
}

function pageSize(field: FieldNode, variables: Record<string, unknown>): number {
  const size = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value;
  if (size?.kind === Kind.INT) return Number(size.value);
  const given = size?.kind === Kind.VARIABLE ? variables[size.name.value] : undefined;
  return typeof given === 'number' ? given : defaultPage;
}
