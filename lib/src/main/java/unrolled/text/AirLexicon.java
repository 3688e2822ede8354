package unrolled.text;

import java.util.List;
import java.util.stream.IntStream;
import unrolled.text.LittleLexicon.Phrase;

/** The words of {@link AirTravel}: phrases with their translations, all in small letters and without digits. */
final class AirLexicon {
    /** Cities of the training part. */
    static final List<Phrase> CITIES = List.of(
            p("taipei", "台北"), p("tokyo", "东京"), p("osaka", "大阪"), p("beijing", "北京"), p("seoul", "首尔"),
            p("hong kong", "香港"), p("singapore", "新加坡"), p("london", "伦敦"), p("paris", "巴黎"), p("madrid", "马德里"),
            p("berlin", "柏林"), p("hamburg", "汉堡"), p("salzburg", "萨尔茨堡"), p("new york", "纽约"), p("new delhi", "新德里"),
            p("boston", "波士顿"), p("houston", "休斯顿"), p("wellington", "惠灵顿"), p("san francisco", "旧金山"), p("san diego", "圣迭戈"));

    /** Cities that no training sentence names. The first seven share letters or characters with known ones. */
    static final List<Phrase> NEW_CITIES = List.of(
            p("kyoto", "京都"), p("nanjing", "南京"), p("augsburg", "奥格斯堡"), p("edmonton", "埃德蒙顿"), p("charleston", "查尔斯顿"),
            p("new orleans", "新奥尔良"), p("san jose", "圣何塞"), p("lima", "利马"), p("cairo", "开罗"), p("oslo", "奥斯陆"));

    static final List<Phrase> OPENINGS = List.of(p("i want to", "我想"), p("i would like to", "我希望"), p("we have to", "我们必须"),
            p("my parents plan to", "我父母打算"), p("please let us", "请让我们"));
    static final List<Phrase> WHO = List.of(p("i", "我"), p("we", "我们"), p("my parents", "我父母"));
    static final List<Phrase> REQUESTS = List.of(p("show me", "请给我看"), p("are there any", "有没有"), p("list all", "请列出"),
            p("i need", "我需要"));

    /** A city follows at once. */
    static final List<Phrase> LEAVE = List.of(p("leave", "离开"), p("exit", "飞离"));
    static final List<Phrase> REACH = List.of(p("arrive", "到达"), p("reach", "飞抵"));

    /** A city follows behind "in"; in Chinese it stands before the verb. */
    static final List<Phrase> START = List.of(p("depart", "出发"), p("start", "启程"), p("board", "登机"));
    static final List<Phrase> END = List.of(p("land", "降落"), p("finish", "下机"), p("stay", "停留"));

    /** Says how; tells nothing about departure and arrival. */
    static final List<Phrase> HOW = List.of(p("safely", "安全地"), p("calmly", "平静地"), p("quickly", "很快地"), p("cheaply", "便宜地"),
            p("together", "一起"), p("directly", "直接地"),
            p("without luggage", "不带行李"), p("if possible", "如有可能"),
            p("with two friends", "和两个朋友"), p("with a dog", "带着一条狗"), p("after a meal", "饭后"),
            p("with my old parents", "和我年老的父母"), p("as early as possible", "尽早"), p("without losing any time", "不浪费时间"));
    /** So many of them, the first, are one word in English. */
    static final int ONE_WORD = 6;
    static final List<Phrase> NEW_HOW = List.of(p("slowly", "慢慢地"), p("quietly", "安静地"), p("happily", "愉快地"), p("secretly", "悄悄地"));

    static final List<Phrase> AIRLINES = List.of(p("jade air", "翡翠航空"), p("crane airways", "仙鹤航空"), p("blue lagoon", "蓝湖航空"),
            p("pacific wings", "太平洋之翼"));
    static final List<Phrase> CLASSES = List.of(p("first class", "头等舱"), p("business class", "商务舱"), p("economy class", "经济舱"));

    private static final List<String> MONTHS = List.of("january", "february", "march", "april", "may", "june", "july", "august",
            "september", "october", "november", "december");
    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
            "ninth", "tenth", "twentieth", "twenty first", "twenty second", "twenty third");
    private static final String[] DAYS = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "二十", "二十一", "二十二", "二十三"};
    private static final List<String> HOURS = List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
    private static final String[] CHINESE = {"一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"};

    static final List<Phrase> DATES = IntStream.range(0, MONTHS.size() * ORDINALS.size()).mapToObj(i -> date(i / ORDINALS.size(),
            i % ORDINALS.size())).toList();
    static final List<Phrase> TIMES = IntStream.range(0, 4 * HOURS.size()).mapToObj(i -> time(i % HOURS.size(), i / HOURS.size())).toList();

    private AirLexicon() {}

    private static Phrase date(int month, int day) {
        String zh = (month == 1 ? "二" : CHINESE[month]) + "月" + DAYS[day] + "日";
        return p(MONTHS.get(month) + " " + ORDINALS.get(day), zh);
    }

    private static Phrase time(int hour, int form) {
        String en = HOURS.get(hour), zh = CHINESE[hour] + "点";
        return switch (form) {
            case 0 -> p(en + " am", "上午" + zh);
            case 1 -> p(en + " pm", "下午" + zh);
            case 2 -> p(en + " thirty pm", "下午" + zh + "半");
            default -> p("half past " + en, zh + "半");
        };
    }

    private static Phrase p(String en, String zh) {
        return new Phrase(en, zh);
    }
}
