/** Third persons of the subjunctive in Spanish and Portuguese, for what a title asks to be ensured. */

type Forms = {
  irregular: ReadonlyMap<string, string>;
  /** Spelling that changes before the new vowel: ending of the stem, what becomes of it. */
  spelling: Record<'ar' | 'er', readonly (readonly [RegExp, string])[]>;
};

const pairs = (text: string) => new Map(text.split(' ').map((pair) => pair.split(':') as [string, string]));

const spanish: Forms = {
  irregular: pairs(
    'ser:sea estar:esté haber:haya tener:tenga ir:vaya poder:pueda hacer:haga poner:ponga salir:salga valer:valga decir:diga ver:vea dar:dé saber:sepa caer:caiga mostrar:muestre probar:pruebe comprobar:compruebe contar:cuente encontrar:encuentre recordar:recuerde cerrar:cierre perder:pierda volver:vuelva devolver:devuelva mover:mueva pedir:pida seguir:siga elegir:elija servir:sirva medir:mida mantener:mantenga contener:contenga obtener:obtenga incluir:incluya reproducir:reproduzca',
  ),
  spelling: {
    ar: [
      [/c$/, 'qu'],
      [/gu$/, 'gü'],
      [/g$/, 'gu'],
      [/z$/, 'c'],
    ],
    er: [
      [/(?<=[aeo])c$/, 'zc'],
      [/g$/, 'j'],
      [/gu$/, 'g'],
    ],
  },
};

const portuguese: Forms = {
  irregular: pairs(
    'ser:seja estar:esteja haver:haja ter:tenha ir:vá poder:possa fazer:faça pôr:ponha sair:saia cair:caia valer:valha dizer:diga ver:veja dar:dê saber:saiba trazer:traga perder:perca pedir:peça medir:meça seguir:siga servir:sirva manter:mantenha conter:contenha obter:obtenha incluir:inclua excluir:exclua concluir:conclua ler:leia',
  ),
  spelling: {
    ar: [
      [/c$/, 'qu'],
      [/g$/, 'gu'],
      [/ç$/, 'c'],
    ],
    er: [
      [/c$/, 'ç'],
      [/gu$/, 'g'],
      [/g$/, 'j'],
    ],
  },
};

/** "expirar" → "expire", many: "expiren" or "expirem"; null for a word that is no infinitive. */
export function subjunctiveOf(infinitive: string, language: 'es' | 'pt', many: boolean): string | null {
  const { irregular, spelling } = language === 'es' ? spanish : portuguese;
  const plural = many ? (language === 'es' ? 'n' : 'm') : '';
  const known = irregular.get(infinitive);
  if (known) return `${plural === '' ? known : known.replace(/é$/, 'é').replace(/ê$/, 'ee')}${plural}`;
  const match = /^(\p{Ll}+?)(ar|er|ir)$/u.exec(infinitive);
  if (!match) return null;
  const first = match[2] === 'ar';
  const change = spelling[first ? 'ar' : 'er'].find(([ending]) => ending.test(match[1]!));
  const stem = change ? match[1]!.replace(change[0], change[1]) : match[1]!;
  return `${stem}${first ? 'e' : 'a'}${plural}`;
}
