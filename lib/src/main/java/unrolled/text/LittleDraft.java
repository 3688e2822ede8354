package unrolled.text;

import static unrolled.text.LittleLexicon.any;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import unrolled.text.LittleLexicon.Deed;
import unrolled.text.LittleLexicon.Phrase;

/** One sentence of the little language while it grows, in both languages at once. */
final class LittleDraft {
    private static final Phrase NOTHING = new Phrase("", "");
    private final Random random;
    private final LittleLexicon.Country country;
    private final LittleLexicon.Subject who;
    private final StringBuilder en = new StringBuilder(), zh = new StringBuilder();
    private final Set<String> told = new HashSet<>();

    LittleDraft(Random random) {
        this.random = random;
        country = any(LittleLexicon.COUNTRIES, random);
        who = any(LittleLexicon.SUBJECTS, random);
    }

    LittleLanguage.Twin twin(int clauses) {
        addOpening();
        for (int c = 0; c < clauses; c++) addClause(c == 0);
        addEnding(clauses == 0);
        return new LittleLanguage.Twin(en.toString(), zh.toString());
    }

    private void addOpening() {
        List<Phrase> opening = any(LittleLexicon.OPENINGS, random);
        en.append(opening.get(0).en()).append(country.place().en()).append(opening.get(1).en());
        zh.append(opening.get(0).zh()).append(country.place().zh()).append(opening.get(1).zh());
    }

    /** English: who did what, where, when. Chinese: who, when, where, did what. */
    private void addClause(boolean first) {
        Phrase link = first ? NOTHING : any(LittleLexicon.LINKS, random), name = first ? who.noun() : who.pronoun();
        Deed deed = any(LittleLexicon.DEEDS, random);
        Phrase did = newDeed(deed);
        Phrase spot = deed.anywhere() && random.nextBoolean() ? any(LittleLexicon.SPOTS, random) : NOTHING;
        Phrase time = link.en().isEmpty() && random.nextInt(3) == 0 ? any(LittleLexicon.TIMES, random) : NOTHING;
        en.append(' ').append(link.en()).append(name.en()).append(' ').append(did.en());
        for (Phrase behind : List.of(spot, time)) en.append(behind.en().isEmpty() ? "" : " ").append(behind.en());
        en.append(',');
        zh.append(link.zh()).append(name.zh()).append(time.zh()).append(spot.zh()).append(did.zh()).append('，');
    }

    /** Nobody does the same thing twice in a sentence, as long as there is something else to do. */
    private Phrase newDeed(Deed deed) {
        Phrase did = NOTHING;
        for (int tries = 0; tries < 10; tries++) {
            Phrase verb = any(deed.verbs(), random), object = any(deed.objects(), random);
            did = new Phrase(verb.en() + object.en(), verb.zh() + object.zh());
            if (told.add(did.en())) break;
        }
        return did;
    }

    private void addEnding(boolean alone) {
        Phrase ending = any(LittleLexicon.ENDINGS, random), name = alone ? who.noun() : who.pronoun();
        en.append(alone ? " " : " and ").append(name.en()).append(' ').append(ending.en()).append(' ').append(country.language().en());
        zh.append(name.zh()).append(ending.zh()).append(country.language().zh());
    }
}
