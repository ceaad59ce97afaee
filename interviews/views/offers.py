from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews import access, actions
from interviews.forms import OfferForm, PayFormSet, PromiseCheckForm, TypedPay
from interviews.models import Offer, OfferPay
from interviews.offers_beside import OffersBeside
from interviews.offers_page import OffersPage

PARTS_AT_FIRST = (OfferPay.Kind.SALARY, OfferPay.Kind.BONUS)
PAY = "pay"


@require_safe
def offer_list(request, pk):
    """The latest offer, or the one that `offer` names, with every promise beside it."""
    company = access.company_with_counts(request.user, pk)
    return render(request, "interviews/offer_list.html", offers_of(request, company))


def offers_of(request, company, **what):
    page = OffersPage(request.user, company, timezone.localdate(), asked=request.GET, **what)
    return {"company": company, "offers": page}


@require_http_methods(["GET", "HEAD", "POST"])
def offer_add(request, pk):
    company = access.company_write(request.user, pk)
    offer = Offer(owner=request.user, company=company)
    return offer_form(request, offer, saved=_("Offer added."))


@require_http_methods(["GET", "HEAD", "POST"])
def offer_change(request, pk):
    offer = access.offer_write(request.user, pk)
    offer.company = access.company_write(request.user, offer.company_id)  # after the row, as everywhere
    return offer_form(request, offer, saved=_("Offer changed."))


def offer_form(request, offer, *, saved):
    """One page for the terms and the parts of the pay; two of its buttons show it again as typed."""
    currencies = access.currencies_of(request.user)
    if "more" in request.POST or "less" in request.POST:
        return offer_typed(request, offer, currencies)
    form = OfferForm(request.POST or None, instance=offer)
    pay = PayFormSet(request.POST or None, initial=pay_of(offer, currencies), prefix=PAY)
    if request.method == "POST" and pay.is_valid() & form.is_valid():
        to_offer_stage = form.cleaned_data.get("to_offer_stage", False)
        actions.save_offer(
            offer=form.save(commit=False), pay=pay.parts, to_offer_stage=to_offer_stage, by=request.user
        )
        messages.success(request, saved)
        return redirect(f"{reverse('interviews:offer_list', args=[offer.company_id])}?offer={offer.pk}")
    return offer_shown(request, offer, form, pay, currencies)


def offer_shown(request, offer, form, pay, currencies, is_shorter=False):
    context = {"company": offer.company, "offer": offer, "form": form, "pay": pay, "currencies": currencies}
    context["is_shorter"] = is_shorter
    is_part = request.htmx and not form.is_bound
    template = "interviews/_offer_pay.html" if is_part else "interviews/offer_form.html"
    status = 422 if form.is_bound else 200
    return render(request, template, context, status=status)


def pay_of(offer, currencies):
    """The parts that there are, else the rows to begin with."""
    if offer.pk is None:
        currency = next(iter(currencies), "")
        return [{"kind": kind, "period": "year", "currency": currency} for kind in PARTS_AT_FIRST]
    names = ("kind", "currency", "period", "words")
    return [
        {**{name: getattr(part, name) for name in names}, "amount": plain(part.amount)}
        for part in offer.pay.all()
    ] or [{}]


def plain(amount):
    return "" if amount is None else f"{amount:f}".removesuffix(".00")


def offer_typed(request, offer, currencies):
    typed = TypedPay(request.POST)
    if "more" in request.POST:
        typed.with_one_more(next(iter(currencies), ""))
    else:
        typed.without(request.POST["less"])
    typed_terms = {**request.POST.dict(), "to_offer_stage": "to_offer_stage" in request.POST}
    form = OfferForm(instance=offer, initial=typed_terms)
    pay = PayFormSet(initial=typed.rows, prefix=PAY)
    if "more" in request.POST and pay.forms:
        pay.forms[-1].fields["kind"].widget.attrs["autofocus"] = True
    return offer_shown(request, offer, form, pay, currencies, is_shorter="less" in request.POST)


@require_POST
def offer_delete(request, pk):
    offer = access.offer_write(request.user, pk)
    kept = actions.delete_offer(offer=offer, by=request.user)
    offer.pk = pk
    if not request.htmx:
        return render(request, "interviews/offer_deleted.html", {"offer": offer, "kept": kept})
    messages.success(request, _("Offer deleted."))
    company = access.company_with_counts(request.user, offer.company_id)
    return render(request, "interviews/_offers.html", offers_of(request, company, deleted=(offer, kept)))


@require_POST
def offer_restore(request, pk):
    company = access.company_write(request.user, pk)
    offer = actions.restore_offer(company=company, kept=request.POST.get("kept", ""), by=request.user)
    if offer:
        messages.success(request, _("Offer is back."))
    else:
        messages.warning(request, _("There was nothing to bring back, or that day has another offer by now."))
    return redirect("interviews:offer_list", company.pk)


@require_POST
def promise_check(request, pk, answer_pk):
    """What one offer says about one promise."""
    offer = access.offer_write(request.user, pk)
    answer = access.promise_in(request.user, offer.company, answer_pk)
    form = PromiseCheckForm(request.POST)
    if not form.is_valid():
        return promise_shown(request, offer, answer, refused=(answer.pk, form))
    check = access.promise_check_of(request.user, offer, answer)
    actions.check_promise(check=check, by=request.user, **form.cleaned_data)
    return promise_shown(request, offer, answer)


@require_POST
def promise_follow_up(request, pk, answer_pk):
    """One that is absent or differs goes on the follow-up list, worded as it can be sent."""
    offer = access.offer_write(request.user, pk)
    offer.company = access.company_write(request.user, offer.company_id)
    answer = access.promise_in(request.user, offer.company, answer_pk)
    check = access.promise_check_of(request.user, offer, answer)
    if actions.follow_up_promise(check=check, by=request.user):
        messages.success(request, _("On the follow-up list."))
    else:
        messages.warning(request, _("First say that it differs or is absent."))
    return promise_shown(request, offer, answer)


def promise_shown(request, offer, answer, refused=None):
    """In place where htmx asked; else its page again, or with a refusal that page as it is now."""
    status = 422 if refused else 200
    company = offer.company
    if not request.htmx and not refused:
        return redirect(
            f"{reverse('interviews:offer_list', args=[company.pk])}?offer={offer.pk}#promise-{answer.pk}"
        )
    if not request.htmx:
        company = access.company_with_counts(request.user, company.pk)
    page = OffersPage(request.user, company, timezone.localdate(), known=offer, refused=refused)
    if not request.htmx:
        context = {"company": company, "offers": page}
        return render(request, "interviews/offer_list.html", context, status=status)
    promise = page.promise(access.promise_beside(request.user, offer, answer.pk))
    context = {"company": company, "offers": page, "promise": promise, "is_reply": True}
    return render(request, "interviews/_promise_found.html", context, status=status)


@require_safe
def offers_compare(request):
    beside = OffersBeside(
        request.user,
        timezone.localdate(),
        companies=request.GET.getlist("company"),
        offers=request.GET.getlist("offer"),
    )
    return render(request, "interviews/offers_compare.html", {"beside": beside})
