/* Search in the page: hides what does not match, and finds provisions in the page's own data.
   A classic script, so that it runs from a file. Without it everything is shown. */
(function () {
  "use strict";
  var form = document.querySelector("[data-search]");
  if (!form) return;
  var input = form.querySelector("input");
  var status = form.querySelector("[role=status]");
  var rows = Array.prototype.map.call(document.querySelectorAll("[data-found]"), function (row) {
    return { row: row, text: plain(row.textContent) };
  });
  var groups = document.querySelectorAll(".part");
  var data = document.getElementById("provisions");
  var results = document.getElementById("results");
  var provisions = data ? JSON.parse(data.textContent) : [];
  var MOST = 20;

  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  }

  function words() {
    return input.value.split(/\s+/).map(plain).filter(Boolean);
  }

  function has(text, wanted) {
    return wanted.every(function (word) { return text.indexOf(word) >= 0; });
  }

  function search() {
    var wanted = words();
    var shown = 0;
    rows.forEach(function (one) {
      var found = has(one.text, wanted);
      one.row.hidden = !found;
      if (found) shown += 1;
    });
    Array.prototype.forEach.call(groups, function (group) {
      group.hidden = wanted.length > 0 && !group.querySelector("[data-found]:not([hidden])");
    });
    var said = wanted.length ? "找到 " + shown + " 项" : "";
    if (results) {
      var cited = wanted.length ? provisions.filter(function (one) {
        return has(plain(one[2] + one[1]), wanted);
      }) : [];
      show(cited, wanted);
      if (wanted.length) said += "，条文 " + cited.length + " 处";
    }
    status.textContent = said;
  }

  function show(cited, wanted) {
    var list = results.querySelector("ul");
    list.textContent = "";
    results.hidden = cited.length === 0;
    cited.slice(0, MOST).forEach(function (one) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = one[0];
      link.textContent = one[1];
      var quoted = document.createElement("span");
      quoted.className = "law";
      mark(quoted, one[2], wanted);
      item.append(quoted, " ", link);
      list.append(item);
    });
  }

  function mark(holder, text, wanted) {
    var rest = text;
    var first = wanted[0] || "";
    var at = plain(rest) === rest.toLowerCase() ? rest.toLowerCase().indexOf(first) : -1;
    if (at < 0) {
      holder.textContent = text;
      return;
    }
    var found = document.createElement("mark");
    found.textContent = rest.slice(at, at + first.length);
    holder.append(rest.slice(0, at), found, rest.slice(at + first.length));
  }

  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  input.addEventListener("input", search);
  if (input.value) search();
})();
