() => {
  // What a browser knows of its person: [time zone, order of dates as DMY, MDY or YMD, the conversation of this tab].
  const formatted = new Intl.DateTimeFormat(navigator.language).formatToParts(new Date());
  const parts = formatted.map((part) => part.type).filter((type) => ["day", "month", "year"].includes(type));
  const order = parts.map((type) => type[0].toUpperCase()).join("");
  const talk = sessionStorage.getItem("calendarAssistant.talk") ?? "";
  return [Intl.DateTimeFormat().resolvedOptions().timeZone, order, talk];
}
