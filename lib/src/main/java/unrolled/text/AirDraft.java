package unrolled.text;

import static unrolled.text.LittleLexicon.any;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import unrolled.text.LittleLexicon.Phrase;

/** One sentence about a flight while it is made, in both languages at once; slots stand in square brackets. */
final class AirDraft {
    private static final Phrase NOTHING = new Phrase("", "");
    private final Random random;
    private final boolean strange;
    private final Phrase from, to;

    /** With cities of both halves in one role each, or, with probability {@code ambiguity}, in any role. */
    AirDraft(double ambiguity, boolean strange, Random random) {
        this.random = random;
        this.strange = strange;
        List<Phrase> cities = strange ? AirLexicon.NEW_CITIES : AirLexicon.CITIES;
        int half = cities.size() / 2;
        if (random.nextDouble() >= ambiguity) {
            from = any(cities.subList(0, half), random);
            to = any(cities.subList(half, cities.size()), random);
        } else {
            from = any(cities, random);
            Phrase other = any(cities, random);
            while (other.equals(from)) other = any(cities, random);
            to = other;
        }
    }

    /** A sentence of any kind. */
    AirTravel.Twin ofAnyKind(int distance) {
        int kind = random.nextInt(20);
        if (kind < 5) return route();
        if (kind < 9) return near(random.nextBoolean());
        if (kind < 13) return far(random.nextBoolean(), distance);
        if (kind < 16) return cityFirst(random.nextBoolean(), distance);
        return kind < 18 ? both(random.nextBoolean()) : noCity(random.nextBoolean());
    }

    /** show me jade air flights from taipei to tokyo on november second */
    private AirTravel.Twin route() {
        Phrase ask = any(AirLexicon.REQUESTS, random), when = when("depart"), airline = maybe("airline", AirLexicon.AIRLINES, 2);
        Phrase fare = maybe("class", AirLexicon.CLASSES, 3), f = slot("from", from), t = slot("to", to);
        String en = random.nextInt(3) == 0 ? "flights to " + t.en() + " from " + f.en() : "flights from " + f.en() + " to " + t.en();
        String zh = random.nextInt(3) == 0 ? f.zh() + "到" + t.zh() : "从" + f.zh() + "飞往" + t.zh();
        return twin(words(ask.en(), airline.en(), en, when.en(), before("in", fare.en())),
                ask.zh() + when.zh() + zh + "的" + airline.zh() + fare.zh() + "航班");
    }

    /** i want to arrive taipei on november second */
    private AirTravel.Twin near(boolean arrive) {
        Phrase open = any(AirLexicon.OPENINGS, random), verb = any(arrive ? AirLexicon.REACH : AirLexicon.LEAVE, random);
        Phrase city = city(arrive), when = when(arrive ? "arrive" : "depart"), with = company();
        return twin(words(open.en(), verb.en(), city.en(), when.en(), with.en()), open.zh() + when.zh() + with.zh() + verb.zh() + city.zh());
    }

    /** i want to land safely with two friends in taipei on november second */
    AirTravel.Twin far(boolean arrive, int distance) {
        Phrase open = any(AirLexicon.OPENINGS, random), verb = any(arrive ? AirLexicon.END : AirLexicon.START, random);
        Phrase city = city(arrive), when = when(arrive ? "arrive" : "depart"), with = company(), how = how(distance - 2, AirLexicon.HOW);
        return twin(words(open.en(), verb.en(), how.en(), "in", city.en(), when.en(), with.en()),
                open.zh() + when.zh() + with.zh() + "在" + city.zh() + how.zh() + verb.zh());
    }

    /** taipei is where we safely land on november second */
    private AirTravel.Twin cityFirst(boolean arrive, int distance) {
        Phrase who = any(AirLexicon.WHO, random), verb = any(arrive ? AirLexicon.END : AirLexicon.START, random);
        Phrase city = city(arrive), when = when(arrive ? "arrive" : "depart");
        Phrase how = how(Math.max(0, (distance - 2) / 2), AirLexicon.HOW.subList(0, AirLexicon.ONE_WORD));
        return twin(words(city.en(), "is where", who.en(), how.en(), verb.en(), when.en()),
                city.zh() + "是" + who.zh() + when.zh() + how.zh() + verb.zh() + "的地方");
    }

    /** i want to leave taipei on november second and arrive tokyo on november third */
    private AirTravel.Twin both(boolean swapped) {
        Phrase open = any(AirLexicon.OPENINGS, random), leave = any(AirLexicon.LEAVE, random), reach = any(AirLexicon.REACH, random);
        Phrase out = when("depart"), in = when("arrive"), f = slot("from", from), t = slot("to", to);
        String enOut = words(leave.en(), f.en(), out.en()), enIn = words(reach.en(), t.en(), in.en());
        String zhOut = out.zh() + leave.zh() + f.zh(), zhIn = in.zh() + reach.zh() + t.zh();
        return twin(words(open.en(), swapped ? enIn : enOut, "and", swapped ? enOut : enIn),
                open.zh() + (swapped ? zhIn : zhOut) + "并" + (swapped ? zhOut : zhIn));
    }

    /** i want to arrive safely on november second: how, where other sentences name a city */
    AirTravel.Twin noCity(boolean arrive) {
        Phrase open = any(AirLexicon.OPENINGS, random), verb = any(arrive ? AirLexicon.REACH : AirLexicon.LEAVE, random);
        Phrase how = any(strange ? AirLexicon.NEW_HOW : AirLexicon.HOW, random);
        Phrase when = when(arrive ? "arrive" : "depart"), with = company();
        return twin(words(open.en(), verb.en(), how.en(), when.en(), with.en()), open.zh() + when.zh() + with.zh() + how.zh() + verb.zh());
    }

    private Phrase city(boolean arrive) {
        return arrive ? slot("to", to) : slot("from", from);
    }

    /** on a date, at a time, or both; in Chinese without "on" and "at". */
    private Phrase when(String side) {
        int form = random.nextInt(5);
        Phrase date = form < 4 ? slot(side + "-date", any(AirLexicon.DATES, random)) : NOTHING;
        Phrase time = form > 2 ? slot(side + "-time", any(AirLexicon.TIMES, random)) : NOTHING;
        return new Phrase(words(before("on", date.en()), before("at", time.en())), date.zh() + time.zh());
    }

    /** with an airline, in a class, both or neither. */
    private Phrase company() {
        Phrase airline = maybe("airline", AirLexicon.AIRLINES, 3), fare = maybe("class", AirLexicon.CLASSES, 3);
        String zh = airline.zh() + fare.zh();
        return new Phrase(words(before("with", airline.en()), before("in", fare.en())), zh.isEmpty() ? "" : "乘" + zh);
    }

    /** Exactly so many English words that say how. */
    private Phrase how(int length, List<Phrase> choice) {
        List<Phrase> told = new ArrayList<>();
        for (int left = length; left > 0; left -= size(told.get(told.size() - 1))) told.add(fitting(left, choice, told));
        return new Phrase(String.join(" ", told.stream().map(Phrase::en).toList()), String.join("", told.stream().map(Phrase::zh).toList()));
    }

    /** Nothing is said twice, as long as there is something else to say. */
    private Phrase fitting(int most, List<Phrase> choice, List<Phrase> told) {
        for (int tries = 0; ; tries++) {
            Phrase phrase = any(choice, random);
            if (size(phrase) <= most && (tries > 100 || !told.contains(phrase))) return phrase;
        }
    }

    private static int size(Phrase phrase) {
        return phrase.en().split(" ").length;
    }

    /** One time in {@code rarity} a phrase in a slot. */
    private Phrase maybe(String slot, List<Phrase> phrases, int rarity) {
        return random.nextInt(rarity) == 0 ? slot(slot, any(phrases, random)) : NOTHING;
    }

    private static Phrase slot(String slot, Phrase phrase) {
        return new Phrase("[" + slot + " " + phrase.en() + "]", "[" + slot + " " + phrase.zh() + "]");
    }

    private static String before(String preposition, String phrase) {
        return phrase.isEmpty() ? "" : preposition + " " + phrase;
    }

    private static String words(String... parts) {
        return String.join(" ", java.util.Arrays.stream(parts).filter(part -> !part.isEmpty()).toList());
    }

    private static AirTravel.Twin twin(String en, String zh) {
        return new AirTravel.Twin(AirTravel.tagged(en), AirTravel.tagged(zh));
    }
}
